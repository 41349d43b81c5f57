package cognate.engine.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** NumPy arrays under names in one zip archive, as {@code numpy.savez} and {@code numpy.savez_compressed} write it. */
public final class Npz {
    private static final String SUFFIX = ".npy";
    /** The earliest time that a zip entry can carry: equal arrays give equal bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /** The names of the arrays, in the archive's order. */
    public static List<String> names(Path file) throws IOException {
        try (ZipFile zip = open(file)) {
            return names(zip);
        }
    }

    /**
     * One array of an archive.
     *
     * @throws FormatException if there is no such array, or it or the archive is malformed or has another checksum
     */
    public static Npy read(Path file, String name) throws IOException {
        try (ZipFile zip = open(file)) {
            ZipEntry entry = zip.getEntry(name + SUFFIX);
            if (entry == null) {
                throw new FormatException(file, "one of the arrays " + names(zip), name);
            }
            String where = file + ":" + name;
            try (ByteSource source = ByteSource.openEntry(zip, entry, where)) {
                return Npy.read(source);
            }
        }
    }

    /** Writes the archive as {@link AtomicFile} does, deflated, in the order of the map. */
    public static void write(Path file, Map<String, Npy> arrays) throws IOException {
        AtomicFile.write(file, out -> writeTo(out, arrays));
    }

    private static void writeTo(OutputStream out, Map<String, Npy> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Npy> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            array.getValue().writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static List<String> names(ZipFile zip) {
        List<String> names = new ArrayList<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.getName().endsWith(SUFFIX)) {
                names.add(entry.getName().substring(0, entry.getName().length() - SUFFIX.length()));
            }
        }
        return names;
    }

    private static ZipFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "a file", Files.isDirectory(file) ? "a folder" : "none of that name");
        }
        try {
            return new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(file.toString(), "a zip archive", String.valueOf(e.getMessage()), e);
        }
    }
}
