package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSourceTest {
    @TempDir
    Path folder;

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("f"), bytes);
    }

    static byte[] zipped(byte... bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private String failure(org.junit.jupiter.api.function.Executable reading) {
        return assertThrows(FormatException.class, reading)
                .getMessage()
                .replace(folder.resolve("f").toString(), "f");
    }

    @Test
    void readsPlainAndZippedByTheirMagic() throws IOException {
        for (byte[] content :
                new byte[][] {{1, 2, 3, 4, 5}, zipped((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5)}) {
            try (ByteSource source = ByteSource.openUnzipped(file(content))) {
                assertEquals(0x01020304, source.bigEndianInt("number"));
                assertArrayEquals(new byte[] {5}, source.bytes(1, "rest"));
                source.end();
            }
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        try (ByteSource source = ByteSource.open(file((byte) 1, (byte) 2))) {
            assertEquals(
                    "f: expected 4 bytes of number, found at most 2", failure(() -> source.bigEndianInt("number")));
            assertEquals("f: expected -1 bytes of it, found at most 2", failure(() -> source.bytes(-1, "it")));
            assertEquals("f: expected the end after 0 bytes, found more bytes", failure(source::end));
        }
        try (ByteSource source = ByteSource.openUnzipped(file(zipped((byte) 1)))) {
            assertEquals("f: expected 4 bytes of it, found the end after 1", failure(() -> source.bytes(4, "it")));
        }
    }

    @Test
    void refusesBrokenGzip() throws IOException {
        assertEquals(
                "f: expected a gzip header, found its end",
                failure(() ->
                        ByteSource.openUnzipped(file((byte) 0x1F, (byte) 0x8B)).close()));
        byte[] whole = zipped(new byte[1000]);
        try (ByteSource source = ByteSource.openUnzipped(file(Arrays.copyOf(whole, whole.length - 12)))) {
            assertEquals(
                    "f: expected 1000 bytes of it, found the end after 0",
                    failure(() -> source.bytes(1000, "it")).replaceAll("after \\d+", "after 0"));
        }
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 8]++;
        try (ByteSource source = ByteSource.openUnzipped(file(wrongSum))) {
            source.bytes(1000, "it");
            assertEquals(
                    "f: expected more after 1000 bytes or the end, found a broken packed stream", failure(source::end));
        }
        byte[] wrongBlock = whole.clone();
        wrongBlock[10] = (byte) 0xFF;
        try (ByteSource source = ByteSource.openUnzipped(file(wrongBlock))) {
            assertEquals(
                    "f: expected it, found unreadable bytes (invalid block type)",
                    failure(() -> source.bytes(1000, "it")));
        }
    }

    @Test
    void refusesBeforeItAllocates() throws IOException {
        try (ByteSource source = ByteSource.openUnzipped(file(zipped((byte) 1)))) {
            assertEquals(
                    "f: expected 9000000000 bytes of it, found at most " + source.size(),
                    failure(() -> source.bytes(9_000_000_000L, "it")));
            long limit = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2);
            assertEquals(
                    "f: expected it in at most " + limit + " bytes of memory, found 9000000000000 bytes",
                    failure(() -> source.require(1, 9_000_000_000_000L, "it")));
        }
    }

    @Test
    void refusesWhatIsNoFile() {
        assertEquals(
                "f: expected a file, found none of that name", failure(() -> ByteSource.open(folder.resolve("f"))));
    }
}
