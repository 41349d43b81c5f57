package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The checkpoints in a folder. */
public final class CheckpointFiles {
    private static final List<String> SUFFIXES = List.of(".safetensors", ".pt", ".pth", ".ckpt");

    private CheckpointFiles() {}

    /** Those that stand in the folder itself and are not hidden, numbers in their names by value. */
    public static List<Path> of(Path folder) throws IOException {
        return withSuffix(folder, SUFFIXES);
    }

    /** Visible files of a folder with one of these endings, numbers in their names by value. */
    public static List<Path> withSuffix(Path folder, List<String> suffixes) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> suffixes.stream()
                            .anyMatch(suffix -> path.getFileName().toString().endsWith(suffix)))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    /** The name without its ending. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** What is thrown where a folder has none and has to have some. */
    public static FormatException none(Path folder) {
        return new FormatException(folder, "at least one checkpoint (" + String.join(", ", SUFFIXES) + ")", "none");
    }
}
