package cognate.engine.io.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to harm, or that are damaged: each is refused in one line, or read. */
class HostileTorchFileTest {
    @TempDir
    Path folder;

    /** Writes instructions of pickle, by the names of the module pickletools. */
    private static final class PickleWriter {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        PickleWriter() {
            raw(0x80, 2);
        }

        PickleWriter raw(int... codes) {
            Arrays.stream(codes).forEach(out::write);
            return this;
        }

        PickleWriter ascii(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        PickleWriter text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write('X');
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(bytes.length)
                    .array());
            out.writeBytes(bytes);
            return this;
        }

        PickleWriter number(long value) {
            out.write(0x8A);
            out.write(8);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        /** A tensor of one dimension over the storage "0" of so many floats. */
        PickleWriter tensor(long count, long offset, long size, long stride) {
            return ascii("ctorch._utils\n_rebuild_tensor_v2\n((")
                    .text("storage")
                    .ascii("ctorch\nFloatStorage\n")
                    .text("0")
                    .text("cpu")
                    .number(count)
                    .ascii("tQ")
                    .number(offset)
                    .number(size)
                    .raw(0x85)
                    .number(stride)
                    .raw(0x85)
                    .raw(0x89)
                    .ascii("}tR");
        }

        byte[] stop() {
            out.write('.');
            return out.toByteArray();
        }
    }

    private static byte[] stateDict(long count, long offset, long size, long stride) {
        return new PickleWriter()
                .ascii("}")
                .text("w")
                .tensor(count, offset, size, stride)
                .ascii("s")
                .stop();
    }

    private Path archive(byte[] pickle, int floats) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("a/data.pkl", pickle);
        members.put("a/data/0", new byte[4 * floats]);
        return archive(members, ZipEntry.STORED);
    }

    private Path archive(Map<String, byte[]> members, int method) throws IOException {
        Path file = folder.resolve("a.pt");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                CRC32 crc = new CRC32();
                crc.update(member.getValue());
                entry.setMethod(method);
                entry.setSize(member.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static String refusal(Path file) {
        String message =
                assertThrows(FormatException.class, () -> TorchFile.read(file)).getMessage();
        assertEquals(1, message.lines().count());
        assertTrue(message.length() < 6000, "a line of " + message.length());
        return message;
    }

    private void assertRefused(byte[] pickle, String part) throws IOException {
        String message = refusal(archive(pickle, 6));
        assertTrue(message.contains(part), message);
    }

    @Test
    void theHandMadeFileIsGoodWhereItTellsTheTruth() throws IOException {
        assertEquals(
                3,
                TorchFile.read(archive(stateDict(6, 1, 3, 2), 6))
                        .tensors()
                        .get("w")
                        .size());
    }

    @Test
    void nothingIsExecuted() throws IOException {
        Path trace = folder.resolve("trace");
        for (String system : new String[] {"posix\nsystem", "os\nsystem", "builtins\neval", "nt\nsystem"}) {
            PickleWriter alone = new PickleWriter().ascii("c" + system + "\n").text("touch " + trace);
            assertRefused(alone.raw(0x85).ascii("R").stop(), "found " + system.replace('\n', '.'));
            PickleWriter within = new PickleWriter().ascii("}").text("b").ascii("c" + system + "\n");
            within.text("touch " + trace).raw(0x85).ascii("Rs");
            within.text("w").tensor(6, 0, 6, 1).ascii("s");
            assertRefused(within.stop(), "expected a tensor \"b\", found " + system.replace('\n', '.'));
        }
        PickleWriter beside = new PickleWriter().ascii("}").text("x").ascii("cposix\nsystem\n");
        beside.text("touch " + trace).raw(0x85).ascii("Rs").text("state_dict").ascii("}");
        beside.text("w").tensor(6, 0, 6, 1).ascii("ss");
        assertEquals(
                6, TorchFile.read(archive(beside.stop(), 6)).tensors().get("w").size());
        assertFalse(Files.exists(trace));
    }

    @Test
    void sizesAreCheckedBeforeMemoryIsTaken() throws IOException {
        assertRefused(stateDict(7, 0, 7, 1), "expected a storage of 28 bytes, found 24");
        assertRefused(stateDict(1L << 62, 0, 6, 1), "found 4611686018427387904 elements");
        assertRefused(stateDict(-1, 0, 6, 1), "found -1 elements");
        assertRefused(stateDict(6, 0, 1L << 62, 1), "sizes [4611686018427387904]");
        assertRefused(stateDict(6, 0, -6, 1), "sizes [-6]");
        assertRefused(stateDict(6, 1, 6, 1), "within a storage of 6, found sizes [6], strides [1], offset 1");
        assertRefused(stateDict(6, 0, 6, 1L << 62), "strides [4611686018427387904]");
        assertRefused(stateDict(6, 5, 6, -1), "strides [-1]");
        assertRefused(stateDict(6, 1L << 62, 1, 1), "offset 4611686018427387904");
        assertRefused(stateDict(6, -1, 6, 1), "offset -1");
        assertRefused(stateDict(6, 0, 1 << 30, 0), "expected tensors that fit the length of the file");
    }

    @Test
    void instructionsAndNamesAreCounted() throws IOException {
        PickleWriter names = new PickleWriter()
                .ascii("}(")
                .text("w")
                .tensor(6, 0, 6, 1)
                .ascii("q")
                .raw(0);
        for (int i = 0; i < 1_000_000; i++) {
            names.text("n" + i).ascii("h").raw(0);
        }
        assertRefused(names.ascii("u").stop(), "at most 2000000 instructions");
        names = new PickleWriter()
                .ascii("}(")
                .text("w")
                .tensor(6, 0, 6, 1)
                .ascii("q")
                .raw(0);
        for (int i = 0; i < 100_000; i++) {
            names.text("n" + i).ascii("h").raw(0);
        }
        assertRefused(names.ascii("u").stop(), "at most 65536 tensors");
        assertRefused(new PickleWriter().text("x".repeat(40 << 20)).stop(), "at most 33554432 bytes");
        assertRefused(new PickleWriter().ascii("]".repeat(3_000_000)).stop(), "at most 2000000 instructions");
    }

    @Test
    void depthAndSharingCostNothing() throws IOException {
        PickleWriter deep = new PickleWriter().ascii("}").text("w").ascii(")");
        for (int i = 0; i < 1_000_000; i++) {
            deep.raw(0x85);
        }
        assertRefused(deep.ascii("s").stop(), "expected a state dict");
        PickleWriter dicts = new PickleWriter();
        for (int i = 0; i < 100_000; i++) {
            dicts.ascii("}").text("model");
        }
        assertRefused(dicts.ascii("}").ascii("s".repeat(100_000)).stop(), "under model.model.model.model");
        PickleWriter shared = new PickleWriter()
                .ascii("}")
                .text("w")
                .tensor(6, 0, 6, 1)
                .ascii("s")
                .text("b");
        shared.ascii(")");
        for (int i = 0; i < 100; i++) {
            shared.ascii("2").raw(0x86);
        }
        assertRefused(shared.ascii("s").stop(), "expected a tensor \"b\", found a tuple");
        PickleWriter cycle =
                new PickleWriter().ascii("}q").raw(0).text("model").ascii("h").raw(0);
        assertRefused(cycle.ascii("s").stop(), "expected a state dict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "(",
                "t.",
                "0.",
                "h\0.",
                "q\0.",
                "N(0.",
                "R.",
                "NNR.",
                "Ns.",
                "NNNs.",
                "NNNu.",
                "(NNu.",
                "Q.",
                "NQ.",
                "X\377\377\377\377.",
                "X\377\377\377\177.",
                "\212\377.",
                "r\377\377\377\377.",
                "\200\7.",
                "\200\0.",
                "P1\n.",
                "I1\n.",
                "S'x'\n.",
                "cx",
                "cx\ny",
                "\205.",
                "\206.",
                "\207.",
                "\223.",
                "\222.",
                "b.",
                "N",
                "(NNd.",
                "\213\377\377\377\377.",
                "\216\377\377\377\377\377\377\377\377.",
                "\377"
            })
    void brokenPicklesAreRefused(String instructions) throws IOException {
        refusal(archive(new PickleWriter().ascii(instructions).stop(), 0));
    }

    @Test
    void archivesAreCheckedToo() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("a/data.pkl", stateDict(6, 0, 6, 1));
        assertTrue(refusal(archive(members, ZipEntry.STORED)).contains("a/data/0: expected this member, found none"));
        members.put("a/data/0", new byte[24]);
        assertTrue(refusal(archive(members, ZipEntry.DEFLATED)).contains("a member that is not packed"));
        members.put("a/byteorder", "middle".getBytes(StandardCharsets.UTF_8));
        assertTrue(refusal(archive(members, ZipEntry.STORED)).contains("expected little or big, found middle"));
        members.put("a/byteorder", "big".getBytes(StandardCharsets.UTF_8));
        members.put(
                "a/data/0",
                new byte[] {0x3F, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertEquals(
                1,
                TorchFile.read(archive(members, ZipEntry.STORED))
                        .tensors()
                        .get("w")
                        .get(0));
        members.put("a/data/1", new byte[24]);
        byte[] twice = Files.readAllBytes(archive(members, ZipEntry.STORED));
        String text = new String(twice, StandardCharsets.ISO_8859_1).replace("a/data/1", "a/data/0");
        Path file = folder.resolve("twice.pt");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(file).contains("two of \"a/data/0\""), refusal(file));
        members.put("b/data.pkl", new byte[1]);
        assertTrue(refusal(archive(members, ZipEntry.STORED)).contains("one member data.pkl, found two"));
        assertTrue(
                refusal(archive(Map.of("x.npy", new byte[1]), ZipEntry.STORED)).contains("a member data.pkl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"types.pt", "views4.pt", "nested.ckpt"})
    void damageIsRefusedOrHarmless(String name) throws IOException {
        byte[] good = Files.readAllBytes(TorchFileTest.resource(name));
        Path file = folder.resolve(name);
        int refused = 0;
        for (int i = 0; i < good.length; i += 2) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (i % 3 == 0 ? 0x01 : i % 3 == 1 ? 0x80 : 0xFF);
            refused += read(file, bad);
        }
        assertTrue(refused > good.length / 6, refused + " refused");
        for (int length = 0; length < good.length; length += 13) {
            assertEquals(1, read(file, Arrays.copyOf(good, length)), "a file of " + length + " bytes");
        }
    }

    private static int read(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            TorchFile.read(file);
            return 0;
        } catch (FormatException e) {
            assertEquals(1, e.getMessage().lines().count());
            return 1;
        }
    }
}
