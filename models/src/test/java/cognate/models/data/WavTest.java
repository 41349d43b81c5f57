package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavTest {
    @TempDir
    Path folder;

    /** A file with a chunk of odd size before the format, and one behind the samples. */
    static byte[] file(int coding, int channels, int rate, int bits, byte... samples) {
        boolean extensible = coding == 0xFFFE;
        int size = extensible ? 40 : 16;
        ByteBuffer bytes = ByteBuffer.allocate(12 + 8 + 4 + 8 + size + 8 + samples.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(bytes.capacity() - 8).put(ascii("WAVE"));
        bytes.put(ascii("LIST")).putInt(3).put(new byte[4]);
        bytes.put(ascii("fmt "))
                .putInt(size)
                .putShort((short) coding)
                .putShort((short) channels)
                .putInt(rate);
        bytes.putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        if (extensible) {
            bytes.putShort((short) 22)
                    .putShort((short) bits)
                    .putInt(0)
                    .putShort((short) 1)
                    .put(new byte[14]);
        }
        bytes.put(ascii("data")).putInt(samples.length).put(samples);
        return bytes.put(ascii("LIST")).putInt(0).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Wav read(byte... bytes) throws IOException {
        try (ByteSource source = ByteSource.open(Files.write(folder.resolve("a.wav"), bytes))) {
            return Wav.read(source);
        }
    }

    private String failure(byte... bytes) {
        return assertThrows(FormatException.class, () -> read(bytes))
                .getMessage()
                .replace(folder + "/", "");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 8, 00C0FF, -1, 0.5, 0.9921875",
        "1, 1, 16, 008000400100, -1, 0.5, 3.0517578125e-5",
        "1, 1, 24, 000080000040010000, -1, 0.5, 1.1920928955078125e-7",
        "1, 1, 32, 000000800000004001000000, -1, 0.5, 4.656612873077393e-10",
        "1, 2, 16, 008000800040000000000200, -1, 0.25, 3.0517578125e-5",
        "65534, 1, 16, 008000400100, -1, 0.5, 3.0517578125e-5",
    })
    void readsEveryWidth(int coding, int channels, int bits, String samples, float a, float b, float c)
            throws IOException {
        Wav wav = read(file(coding, channels, 8000, bits, HexFormat.of().parseHex(samples)));
        assertEquals(8000, wav.rate());
        assertArrayEquals(new float[] {a, b, c}, wav.samples());
    }

    @Test
    void saysWhatIsWrong() {
        byte[] good = file(1, 1, 8000, 16, new byte[4]);
        assertEquals("a.wav: expected a file RIFF … WAVE, found another", failure(new byte[20]));
        assertEquals("a.wav: expected samples in PCM (format 1), found format 3", failure(file(3, 1, 8000, 32)));
        assertEquals("a.wav: expected samples of 8, 16, 24 or 32 bits, found 12", failure(file(1, 1, 8000, 12)));
        assertEquals("a.wav: expected 1 to 64 channels, found 0", failure(file(1, 0, 8000, 16)));
        assertEquals("a.wav: expected 1 to 1048576 samples a second, found -1", failure(file(1, 1, -1, 16)));
        assertEquals("a.wav: expected at least 1 sample, found none", failure(file(1, 1, 8000, 16)));
        assertEquals("a.wav: expected samples of 2 bytes, found 3 bytes", failure(file(1, 1, 8000, 16, new byte[3])));
        assertEquals(
                "a.wav: expected 4 bytes of samples, found at most 3",
                failure(java.util.Arrays.copyOf(good, good.length - 9)));
        assertEquals(
                "a.wav: expected 8 bytes of chunk fmt, found at most 0", failure(java.util.Arrays.copyOf(good, 12)));
        good[24 + 4] = (byte) 0xFF; // the size of the format
        good[24 + 7] = (byte) 0xFF;
        assertEquals("a.wav: expected 4278190336 bytes of chunk, found at most 36", failure(good));
    }
}
