package cognate.models.data;

import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The sound of a WAV file (RIFF, "Multimedia Programming Interface and Data Specifications 1.0", 1991): PCM of 8, 16,
 * 24 or 32 bits.
 *
 * @param rate samples a second
 * @param samples from -1 to 1, the mean of the channels
 */
record Wav(int rate, float[] samples) {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    /** The format's number stands further behind. */
    private static final int EXTENSIBLE = 0xFFFE;

    private static final int HIGHEST_RATE = 1 << 20;
    private static final int MOST_CHANNELS = 64;

    /** What the chunk "fmt " says. */
    private record Format(int rate, int channels, int bits) {}

    /** Reads a file; chunks other than the format and the samples are passed over. */
    static Wav read(ByteSource source) throws FormatException {
        ByteBuffer head = chunk(source, 12, "RIFF header");
        FormatException.check(
                head.getInt(0) == RIFF && head.getInt(8) == WAVE, source.name(), "a file RIFF … WAVE", "another");
        Format format = null;
        while (true) {
            ByteBuffer chunk = chunk(source, 8, format == null ? "chunk fmt" : "chunk data");
            long size = chunk.getInt(4) & 0xFFFFFFFFL;
            if (chunk.getInt(0) == DATA) {
                FormatException.check(format != null, source.name(), "the chunk fmt before data", "none");
                return new Wav(format.rate, samples(source, size, format));
            }
            ByteBuffer content = chunk(source, size + (size & 1), "chunk"); // they begin at even places
            if (chunk.getInt(0) == FORMAT) {
                format = format(content, source.name());
            }
        }
    }

    private static ByteBuffer chunk(ByteSource source, long size, String what) throws FormatException {
        return ByteBuffer.wrap(source.bytes(size, what)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Format format(ByteBuffer chunk, String name) throws FormatException {
        FormatException.check(chunk.capacity() >= 16, name, "a format of at least 16 bytes", chunk.capacity());
        int kind = chunk.getShort(0) & 0xFFFF;
        int coding = kind == EXTENSIBLE && chunk.capacity() >= 26 ? chunk.getShort(24) & 0xFFFF : kind;
        FormatException.check(coding == PCM, name, "samples in PCM (format 1)", "format " + coding);
        int channels = chunk.getShort(2) & 0xFFFF;
        FormatException.check(
                channels >= 1 && channels <= MOST_CHANNELS, name, "1 to " + MOST_CHANNELS + " channels", channels);
        int rate = chunk.getInt(4);
        FormatException.check(
                rate >= 1 && rate <= HIGHEST_RATE, name, "1 to " + HIGHEST_RATE + " samples a second", rate);
        int bits = chunk.getShort(14) & 0xFFFF;
        FormatException.check(bits >= 8 && bits <= 32 && bits % 8 == 0, name, "samples of 8, 16, 24 or 32 bits", bits);
        return new Format(rate, channels, bits);
    }

    private static float[] samples(ByteSource source, long size, Format format) throws FormatException {
        int width = format.bits / 8;
        int frame = width * format.channels;
        FormatException.check(size > 0, source.name(), "at least 1 sample", "none");
        FormatException.check(size % frame == 0, source.name(), "samples of " + frame + " bytes", size + " bytes");
        byte[] bytes = source.bytes(size, "samples");
        float[] samples = new float[bytes.length / frame];
        double scale = format.channels * StrictMath.scalb(1.0, format.bits - 1);
        for (int i = 0; i < samples.length; i++) {
            long sum = 0;
            for (int c = 0; c < format.channels; c++) {
                sum += sample(bytes, i * frame + c * width, width);
            }
            samples[i] = (float) (sum / scale);
        }
        return samples;
    }

    /** Little-endian and signed, but for a single byte, whose zero is 128. */
    private static long sample(byte[] bytes, int at, int width) {
        if (width == 1) {
            return (bytes[at] & 0xFF) - 128L;
        }
        long value = bytes[at + width - 1];
        for (int b = width - 2; b >= 0; b--) {
            value = value << 8 | bytes[at + b] & 0xFF;
        }
        return value;
    }
}
