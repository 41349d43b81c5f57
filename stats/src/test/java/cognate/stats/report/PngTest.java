package cognate.stats.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class PngTest {
    @Test
    void writesTheChunksOfTheStandard() throws DataFormatException {
        byte[] palette = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255};
        ByteBuffer file = ByteBuffer.wrap(Png.indexed(palette, new byte[][] {{0, 1, 0}, {1, 0, 1}}));
        assertEquals(0x89504E470D0A1A0AL, file.getLong());
        List<String> types = new ArrayList<>();
        while (file.hasRemaining()) {
            byte[] content = new byte[file.getInt()];
            byte[] type = new byte[4];
            file.get(type).get(content);
            types.add(new String(type, java.nio.charset.StandardCharsets.US_ASCII));
            CRC32 sum = new CRC32();
            sum.update(type);
            sum.update(content);
            assertEquals((int) sum.getValue(), file.getInt());
            switch (types.get(types.size() - 1)) {
                case "IHDR" -> assertArrayEquals(new byte[] {0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0}, content);
                case "PLTE" -> assertArrayEquals(palette, content);
                case "IDAT" -> assertArrayEquals(new byte[] {0, 0, 1, 0, 0, 1, 0, 1}, inflated(content, 8));
                default -> assertEquals(0, content.length);
            }
        }
        assertEquals(List.of("IHDR", "PLTE", "IDAT", "IEND"), types);
    }

    private static byte[] inflated(byte[] bytes, int size) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(bytes);
        byte[] result = new byte[size];
        assertEquals(size, inflater.inflate(result));
        inflater.end();
        return result;
    }
}
