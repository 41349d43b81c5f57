package cognate.stats.experiment;

import cognate.engine.io.FormatException;
import cognate.engine.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What run.json says of a run: the entries that are read again. */
public final class RunDescription {
    /** The names of the tasks, in order. */
    static final String TASKS = "taskNames";
    /** Networks of each task. */
    static final String NETWORKS = "networksPerTask";
    /** The command that repeats it. */
    static final String COMMAND = "command";

    private static final String FILE = "run.json";

    private RunDescription() {}

    /** The entries of a run's description, with the types of those that are named here checked. */
    static Map<?, ?> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Json.read(file) instanceof Map<?, ?> run) {
            boolean complete = run.get(TASKS) instanceof List<?>
                    && run.get(NETWORKS) instanceof Long
                    && run.get(COMMAND) instanceof String;
            FormatException.check(
                    complete, file.toString(), TASKS + ", " + NETWORKS + " and " + COMMAND, "keys " + run.keySet());
            return run;
        }
        throw new FormatException(file, "an object", "another value");
    }

    /** A number among the options of a run; empty where it says none. */
    static OptionalDouble setting(Map<?, ?> run, String name) {
        return run.get("settings") instanceof Map<?, ?> settings && settings.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /**
     * The share of the examples that the run kept for testing, of a run directory or of a checkpoint inside one; empty
     * where nothing is known.
     */
    public static OptionalDouble testFraction(Path checkpointOrRun) throws IOException {
        Path folder = checkpointOrRun.toAbsolutePath();
        for (int up = 0; up < 4 && folder != null; up++) { // RUN/networks/TASK/SEED.safetensors
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return Json.read(file) instanceof Map<?, ?> run
                        ? setting(run, "test-fraction")
                        : OptionalDouble.empty();
            }
            folder = folder.getParent();
        }
        return OptionalDouble.empty();
    }
}
