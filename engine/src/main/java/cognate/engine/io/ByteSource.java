package cognate.engine.io;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The bytes of a file from first to last, plain or unpacked. It knows a bound of how many can follow, so that a count
 * read from the file is checked before anything is allocated for it. Every failure is a {@link FormatException}.
 */
public final class ByteSource implements Closeable {
    /** Deflate packs at most 258 bytes into two bits (RFC 1951). */
    private static final long DEFLATE_RATIO = 1032;

    private static final int BUFFER = 1 << 16;

    private final PushbackInputStream in;
    private final String name;
    private final long size;
    /** Of what has been unpacked, and what the archive says it should be; null and -1 where there is no such thing. */
    private final Checksum checksum;

    private final long expectedChecksum;
    private long position;

    private ByteSource(InputStream in, String name, long size) {
        this(in, name, size, null, -1);
    }

    private ByteSource(InputStream in, String name, long size, Checksum checksum, long expectedChecksum) {
        this.in = new PushbackInputStream(in);
        this.name = name;
        this.size = size;
        this.checksum = checksum;
        this.expectedChecksum = expectedChecksum;
    }

    /** The file as it is. */
    public static ByteSource open(Path file) throws IOException {
        InputStream in = stream(file);
        return new ByteSource(in, file.toString(), Files.size(file));
    }

    /** The file, unpacked if it begins as gzip does; its name does not matter. */
    public static ByteSource openUnzipped(Path file) throws IOException {
        long size = Files.isRegularFile(file) ? Files.size(file) : 0;
        InputStream in = stream(file);
        in.mark(2);
        boolean zipped = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        try {
            return zipped
                    ? new ByteSource(new GZIPInputStream(in, BUFFER), file.toString(), size * DEFLATE_RATIO)
                    : new ByteSource(in, file.toString(), size);
        } catch (EOFException | ZipException e) {
            in.close();
            String found = e instanceof EOFException ? "its end" : e.getMessage();
            throw new FormatException(file.toString(), "a gzip header", found, e);
        }
    }

    /**
     * The bytes of a zip archive's entry, unpacked; {@link #end} compares their CRC-32, which {@link ZipFile} does not.
     *
     * @param name what the errors call it
     */
    public static ByteSource openEntry(ZipFile zip, ZipEntry entry, String name) throws IOException {
        long packed = entry.getCompressedSize();
        long bound = packed < 0 ? entry.getSize() : Math.min(entry.getSize(), packed * DEFLATE_RATIO);
        CheckedInputStream in;
        try {
            in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
        } catch (IOException | IllegalArgumentException e) { // what the JDK throws for broken entries varies
            throw new FormatException(name, "a zip entry", "a broken one (" + e.getMessage() + ")", e);
        }
        return new ByteSource(new BufferedInputStream(in, BUFFER), name, bound, in.getChecksum(), entry.getCrc());
    }

    private static InputStream stream(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "a file", Files.isDirectory(file) ? "a folder" : "none of that name");
        }
        try {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (IOException e) {
            throw new FormatException(file.toString(), "a readable file", AtomicFile.reason(e), e);
        }
    }

    /** What the errors call it. */
    public String name() {
        return name;
    }

    /** The number of bytes if the file is plain; otherwise a number that cannot be exceeded. */
    public long size() {
        return size;
    }

    /** How many bytes have been read. */
    public long position() {
        return position;
    }

    /**
     * The next {@code count} bytes.
     *
     * @param what they are, for the error
     * @throws FormatException if there are fewer, or so many that they do not fit half of the heap
     */
    public byte[] bytes(long count, String what) throws FormatException {
        require(count, count, what);
        byte[] bytes = new byte[(int) count];
        read(bytes, bytes.length, what);
        return bytes;
    }

    /**
     * Checks that {@code count} more bytes are possible and that what is made of them, {@code memory} bytes, fits half
     * of the heap; to be called before memory is taken.
     */
    public void require(long count, long memory, String what) throws FormatException {
        if (count < 0 || count > size - position) {
            throw new FormatException(name, count + " bytes of " + what, "at most " + (size - position));
        }
        long limit = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2);
        FormatException.check(
                memory <= limit, name, what + " in at most " + limit + " bytes of memory", memory + " bytes");
    }

    /** Fills the first {@code count} of {@code target}. */
    public void read(byte[] target, int count, String what) throws FormatException {
        int have = 0;
        try {
            while (have < count) {
                int more = in.read(target, have, count - have);
                if (more < 0) {
                    break;
                }
                have += more;
            }
        } catch (EOFException e) {
            // a gzip stream that is cut off: reported below by what is missing
        } catch (IOException e) {
            throw new FormatException(name, what, "unreadable bytes (" + AtomicFile.reason(e) + ")", e);
        }
        position += have;
        if (have < count) {
            throw new FormatException(name, count + " bytes of " + what, "the end after " + have);
        }
    }

    /** The next four bytes, the highest first. */
    public int bigEndianInt(String what) throws FormatException {
        byte[] b = bytes(4, what);
        return (b[0] & 0xFF) << 24 | (b[1] & 0xFF) << 16 | (b[2] & 0xFF) << 8 | b[3] & 0xFF;
    }

    /** Whether all bytes have been read; looks no further than one byte. */
    public boolean atEnd() throws FormatException {
        try {
            int next = in.read();
            if (next >= 0) {
                in.unread(next);
            }
            return next < 0;
        } catch (IOException e) {
            throw new FormatException(
                    name, "more after " + position + " bytes or the end", "a broken packed stream", e);
        }
    }

    /** Passes over what follows, and checks it as {@link #end} does. */
    public void skipToEnd() throws FormatException {
        while (!atEnd()) {
            bytes(1, "bytes");
        }
        end();
    }

    /** Checks that nothing follows, and that what came has the checksum that its archive says. */
    public void end() throws FormatException {
        FormatException.check(atEnd(), name, "the end after " + position + " bytes", "more bytes");
        if (expectedChecksum >= 0 && checksum.getValue() != expectedChecksum) {
            throw new FormatException(
                    name,
                    String.format("bytes of the CRC-32 %08x", expectedChecksum),
                    String.format("%08x", checksum.getValue()));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
