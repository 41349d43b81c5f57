package cognate.engine.io.torch;

import cognate.engine.io.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zip archive of {@code torch.save}: members, none of them packed, in one folder of any name. */
final class TorchArchive implements Closeable {
    static final String PICKLE = "data.pkl";

    private static final int MOST_MEMBERS = 1 << 17;
    private static final int LONGEST_BYTE_ORDER = 16;

    private final ZipFile zip;
    private final Path file;
    private final long length;
    private final Map<String, ZipEntry> members = new HashMap<>();
    private String folder;

    private TorchArchive(ZipFile zip, Path file, long length) {
        this.zip = zip;
        this.file = file;
        this.length = length;
    }

    static TorchArchive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) { // what the JDK throws for broken archives varies
            throw new FormatException(file.toString(), "a whole zip archive", String.valueOf(e.getMessage()), e);
        }
        TorchArchive archive = new TorchArchive(zip, file, Files.size(file));
        try {
            archive.list();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
        return archive;
    }

    private void list() throws FormatException {
        check(zip.size() <= MOST_MEMBERS, "at most " + MOST_MEMBERS + " members", zip.size());
        try {
            for (Iterator<? extends ZipEntry> all = zip.entries().asIterator(); all.hasNext(); ) {
                ZipEntry entry = all.next();
                String name = entry.getName();
                if (members.put(name, entry) != null) {
                    throw new FormatException(file, "members of different names", "two of \"" + name + "\"");
                }
                if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
                    check(folder == null, "one member " + PICKLE, "two");
                    folder = name.substring(0, name.length() - PICKLE.length());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), "a whole zip archive", String.valueOf(e.getMessage()), e);
        }
        check(folder != null, "a member " + PICKLE + ", as torch.save writes it", zip.size() + " others");
    }

    /** What the errors call a member. */
    String where(String member) {
        return file + ":" + folder + member;
    }

    /** The length of the file. */
    long length() {
        return length;
    }

    /** The bytes of a member, compared with their CRC-32. */
    byte[] bytes(String member, long atMost) throws IOException {
        String where = where(member);
        ZipEntry entry = members.get(folder + member);
        FormatException.check(entry != null, where, "this member", "none");
        long size = entry.getSize();
        FormatException.check(
                entry.getMethod() == ZipEntry.STORED && entry.getCompressedSize() == size,
                where,
                "a member that is not packed, as torch.save writes it",
                "a packed one");
        long most = Math.min(Math.min(atMost, length), Runtime.getRuntime().maxMemory() / 2);
        FormatException.check(size >= 0 && size <= most, where, "at most " + most + " bytes", size);
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) size);
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(where, "a zip member", "a broken one (" + e.getMessage() + ")", e);
        }
        FormatException.check(bytes.length == size, where, size + " bytes", bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        FormatException.check(
                crc.getValue() == entry.getCrc(),
                where,
                "bytes of the CRC-32 " + Long.toHexString(entry.getCrc()),
                Long.toHexString(crc.getValue()));
        return bytes;
    }

    /** The order of the bytes of numbers; files of PyTorch before 2.1 do not say it, and have the lowest first. */
    ByteOrder byteOrder() throws IOException {
        if (!members.containsKey(folder + "byteorder")) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = new String(bytes("byteorder", LONGEST_BYTE_ORDER), StandardCharsets.UTF_8);
        FormatException.check(
                order.equals("little") || order.equals("big"), where("byteorder"), "little or big", order);
        return order.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private void check(boolean holds, String expected, Object found) throws FormatException {
        if (!holds) {
            throw new FormatException(file, expected, String.valueOf(found));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
