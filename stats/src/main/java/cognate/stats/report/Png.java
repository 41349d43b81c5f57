package cognate.stats.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes pictures of up to 256 colours in the Portable Network Graphics format (ISO/IEC 15948). */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BITS = 8;
    private static final int INDEXED = 3;

    private Png() {}

    /**
     * The bytes of a file.
     *
     * @param palette red, green and blue of every colour, one after the other
     * @param pixels rows from the top, indices into the palette
     */
    static byte[] indexed(byte[] palette, byte[][] pixels) {
        int width = pixels[0].length;
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(pixels.length).put((byte) BITS).put((byte) INDEXED);
        byte[] lines = new byte[pixels.length * (width + 1)]; // a zero before each line: no filter
        for (int y = 0; y < pixels.length; y++) {
            System.arraycopy(pixels[y], 0, lines, y * (width + 1) + 1, width);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(file, "IHDR", header.array());
        chunk(file, "PLTE", palette);
        chunk(file, "IDAT", deflated(lines));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream result = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                result.write(buffer, 0, deflater.deflate(buffer));
            }
            return result.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
