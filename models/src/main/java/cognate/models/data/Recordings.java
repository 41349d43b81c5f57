package cognate.models.data;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Sounds by class, the files {@code LABEL_….wav} of a folder or zip archive and of all folders in it, as sequences of
 * {@link LogMel} frames, in the order of the files' names.
 */
final class Recordings {
    /** Nearly three minutes: a longer one is no word, and batches are as long as their longest sequence. */
    private static final int MOST_FRAMES = 1 << 14;

    private final String name;
    private final List<String> labels = new ArrayList<>();
    private final List<float[]> sequences = new ArrayList<>();
    private int rate;
    private LogMel frames;

    private Recordings(String name) {
        this.name = name;
    }

    static Dataset read(Path place) throws IOException {
        Recordings recordings = new Recordings(place.toString());
        if (Files.isDirectory(place)) {
            recordings.readFolder(place);
        } else {
            recordings.readArchive(place);
        }
        FormatException.check(
                !recordings.labels.isEmpty(), place.toString(), "recordings LABEL_….wav", "none of that name");
        return recordings.dataset();
    }

    private void readFolder(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException e) {
            throw new FormatException(folder.toString(), "a readable folder", AtomicFile.reason(e), e);
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (isRecording(file.getKey())) {
                try (ByteSource source = ByteSource.open(file.getValue())) {
                    add(file.getKey(), source);
                }
            }
        }
    }

    private void readArchive(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "a folder or a zip archive", "none of that name");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, ZipEntry> entries = new TreeMap<>();
            Collections.list(zip.entries()).forEach(entry -> entries.put(entry.getName(), entry));
            for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
                if (isRecording(entry.getKey())) {
                    try (ByteSource source = ByteSource.openEntry(zip, entry.getValue(), file + ":" + entry.getKey())) {
                        add(entry.getKey(), source);
                    }
                }
            }
        } catch (FormatException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) { // what the JDK throws for broken archives varies
            throw new FormatException(file.toString(), "a zip archive", String.valueOf(e.getMessage()), e);
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isRecording(String path) {
        return fileName(path).toLowerCase(Locale.ROOT).endsWith(".wav")
                && !fileName(path).startsWith(".");
    }

    private void add(String path, ByteSource source) throws FormatException {
        String file = fileName(path);
        FormatException.check(file.indexOf('_') > 0, source.name(), "a name LABEL_….wav", file);
        Wav wav = Wav.read(source);
        source.skipToEnd();
        if (frames == null) {
            rate = wav.rate();
            frames = new LogMel(rate);
        }
        FormatException.check(
                wav.rate() == rate, source.name(), rate + " samples a second as the first has", wav.rate());
        int count = frames.frames(wav.samples().length);
        FormatException.check(count <= MOST_FRAMES, source.name(), "at most " + MOST_FRAMES + " frames", count);
        labels.add(file.substring(0, file.indexOf('_')));
        sequences.add(frames.of(wav.samples()));
    }

    private Dataset dataset() {
        ClassNames classes = new ClassNames(labels);
        return new Sequences(name, LogMel.BANDS, classes.names(), classes.numbers(labels), sequences);
    }
}
