package cognate.models.data;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a data folder. */
final class Folder {
    private final Path path;
    private final List<Path> files;

    /** Hidden files are left out. */
    Folder(Path path) throws IOException {
        this.path = path;
        if (!Files.isDirectory(path)) {
            throw new FormatException(path, "a folder", Files.exists(path) ? "a file" : "none of that name");
        }
        try (Stream<Path> entries = Files.list(path)) {
            files = entries.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new FormatException(path.toString(), "a readable folder", AtomicFile.reason(e), e);
        }
    }

    static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The files whose name, in lower case, fits, in the order of their names; of a file that stands there plain and
     * with the ending {@code .gz} only the plain one.
     *
     * @param what they are, for the error where there is none
     */
    List<Path> all(String what, Predicate<String> fits) throws FormatException {
        TreeMap<String, Path> byName = new TreeMap<>();
        for (Path file : files) {
            if (fits.test(name(file))) {
                byName.putIfAbsent(file.getFileName().toString().replaceFirst("\\.gz$", ""), file);
            }
        }
        if (byName.isEmpty()) {
            throw new FormatException(path, what, "none among " + files.size() + " files");
        }
        return List.copyOf(byName.values());
    }

    /** As {@link #all}, where there must be one. */
    Path one(String what, Predicate<String> fits) throws FormatException {
        List<Path> found = all(what, fits);
        if (found.size() > 1) {
            throw new FormatException(
                    path,
                    what,
                    found.get(0).getFileName() + " and " + found.get(1).getFileName());
        }
        return found.get(0);
    }
}
