package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheOldFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        Files.writeString(AtomicFile.temporary(file), "left by a killed process, longer than what comes");
        AtomicFile.write(file, "né");
        assertEquals("né", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void keepsTheOldFileWhenWritingFails() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        IOException e = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }));
        assertEquals(file + ": expected to write it, found No space left on device", e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void removesTheTemporaryFileWhenTheContentThrows() throws IOException {
        Path file = folder.resolve("a.txt");
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException();
                }));
        assertEquals(List.of(), names());
    }

    @Test
    void saysWhyInOneLine() throws IOException {
        Path file = folder.resolve("none").resolve("a.txt");
        IOException e = assertThrows(IOException.class, () -> AtomicFile.write(file, "x"));
        assertEquals(file + ": expected to write it, found no such file or folder", e.getMessage());
        Path occupied =
                Files.createDirectories(folder.resolve("b").resolve("c")).getParent();
        e = assertThrows(IOException.class, () -> AtomicFile.write(occupied, "x"));
        assertEquals(occupied + ": expected to write it, found Is a directory", e.getMessage());
        assertEquals(List.of("b"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toList());
        }
    }
}
