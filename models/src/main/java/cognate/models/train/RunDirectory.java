package cognate.models.train;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that a run writes: {@code run.json}, {@code networks/TASK/SEED.safetensors}, {@code metrics.csv}. Open, it
 * is locked against a second writer. A run that was killed is opened again with the same settings and goes on.
 */
public final class RunDirectory implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path directory;
    private final RunLock lock;

    private RunDirectory(Path directory, RunLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Creates or reopens a run directory and locks it.
     *
     * @param settings what makes the run this run, in order: kept in run.json under {@code settings}
     * @param notes what run.json says besides, which may differ the next time
     * @throws IOException if the folder cannot be written or another process writes it
     * @throws IllegalArgumentException if it was begun with other settings or holds something else
     */
    public static RunDirectory open(Path directory, Map<String, ?> settings, Map<String, ?> notes) throws IOException {
        create(directory);
        RunLock lock = RunLock.tryLock(directory.resolve(LOCK));
        if (lock == null) {
            throw new IOException(directory + ": expected a run directory that nobody writes, found it locked");
        }
        RunDirectory run = new RunDirectory(directory, lock);
        try {
            run.begin(settings, notes);
        } catch (IOException | RuntimeException e) {
            run.close();
            throw e;
        }
        return run;
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException(
                    directory + ": expected a folder that can be written, found " + AtomicFile.reason(e), e);
        }
    }

    private void begin(Map<String, ?> settings, Map<String, ?> notes) throws IOException {
        Path file = directory.resolve("run.json");
        if (Files.exists(file)) {
            Object begun = Json.read(file) instanceof Map<?, ?> run ? run.get("settings") : null;
            String difference = begun instanceof Map<?, ?> old
                    ? difference(old, (Map<?, ?>) Json.parse(Json.write(settings), "settings"))
                    : "no settings in run.json";
            if (difference != null) {
                throw new IllegalArgumentException(
                        directory + ": expected a run begun with the same options, found " + difference);
            }
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> others = entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(LOCK) && !name.equals(".run.json.tmp"))
                    .sorted()
                    .limit(1)
                    .collect(Collectors.toList());
            if (!others.isEmpty()) {
                throw new IllegalArgumentException(
                        directory + ": expected an empty folder or a run directory, found " + others.get(0));
            }
        }
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("settings", settings);
        run.putAll(notes);
        AtomicFile.write(file, Json.pretty(run));
    }

    /** Both as they stand in JSON; null if they are equal. */
    private static String difference(Map<?, ?> begun, Map<?, ?> settings) {
        for (Map.Entry<?, ?> setting : settings.entrySet()) {
            Object old = begun.get(setting.getKey());
            if (!Objects.equals(old, setting.getValue())) {
                return setting.getKey() + " " + old + " instead of " + setting.getValue();
            }
        }
        return begun.size() == settings.size() ? null : "other options " + begun.keySet();
    }

    public Path path() {
        return directory;
    }

    /** Where a trained network's checkpoint is. */
    public Path network(String task, long seed) {
        return file("networks", task, seed + ".safetensors");
    }

    /** Where the checkpoint is that a network had after an epoch (0: before the first). */
    public Path snapshot(String task, long seed, int epoch) {
        return file("epochs", task, seed + "-" + epoch + ".safetensors");
    }

    /** Where it is recorded that, and how, a network diverged. */
    public Path divergence(String task, long seed) {
        return file("diverged", task, seed + ".json");
    }

    private Path file(String kind, String task, String name) {
        return directory.resolve(kind).resolve(task).resolve(name);
    }

    /** Unlocks the folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
