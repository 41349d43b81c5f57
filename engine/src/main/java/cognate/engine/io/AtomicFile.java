package cognate.engine.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file as a whole or not at all: under the temporary name {@code .NAME.tmp} in the same folder, then moved
 * into place. Where writing fails the temporary file is removed and an old file stays as it was; a temporary file that
 * a killed process left is overwritten by the next write of the same file. One writer at a time. Nothing is forced to
 * the device, which would take longer than to train a small network.
 */
public final class AtomicFile {
    /** What goes into the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Writes the text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /**
     * Writes what {@code content} puts out.
     *
     * @throws IOException naming the file and the reason, in one line
     */
    public static void write(Path file, Content content) throws IOException {
        Path temporary = temporary(file);
        boolean done = false;
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                content.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } catch (IOException e) {
            throw new IOException(file + ": expected to write it, found " + reason(e), e);
        } finally {
            if (!done) {
                deleteQuietly(temporary);
            }
        }
    }

    /** The name under which a file is written before it is moved into place. */
    public static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /** Why a file operation failed, in words, without the file's name. */
    public static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        switch (name) {
            case "NoSuchFileException":
                return "no such file or folder";
            case "AccessDeniedException":
                return "no permission";
            case "FileAlreadyExistsException":
                return "that it exists already";
            case "NotDirectoryException":
                return "a file instead of a folder";
            default:
                String reason =
                        e instanceof FileSystemException ? ((FileSystemException) e).getReason() : e.getMessage();
                return reason == null ? name : reason;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the failure that led here is the one to report
        }
    }
}
