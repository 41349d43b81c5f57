package cognate.models.data;

import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Running text in windows of one-hot characters [steps, vocabulary], each step labelled with the character that comes
 * next. Windows do not overlap; what does not fill one at the end is left out.
 */
final class Text implements Dataset {
    /** Characters of a window. */
    static final int STEPS = 128;

    private final String name;
    private final short[] codes;
    private final Vocabulary vocabulary;
    private final Shape shape;
    private final List<String> characters;

    private Text(String name, short[] codes, Vocabulary vocabulary) {
        this.name = name;
        this.codes = codes;
        this.vocabulary = vocabulary;
        shape = Shape.of(STEPS, vocabulary.size());
        characters = IntStream.range(0, vocabulary.size())
                .mapToObj(vocabulary::character)
                .toList();
    }

    /** Reads a file in UTF-8; its last tenth is the test part. */
    static Split read(Path file) throws IOException {
        int[] text;
        try (ByteSource source = ByteSource.open(file)) {
            source.require(source.size(), 8 * source.size(), "text");
            text = decode(source.bytes(source.size(), "text"), source.name());
        }
        int cut = (int) (text.length * 9L / 10);
        FormatException.check(
                text.length - cut > STEPS,
                file.toString(),
                "at least " + (10 * STEPS + 10) + " characters",
                text.length);
        Vocabulary vocabulary = new Vocabulary(text);
        FormatException.check(
                vocabulary.size() <= 1 << 16, file.toString(), "at most 65536 different characters", vocabulary.size());
        short[] codes = vocabulary.encode(text);
        return new Split(
                new Text(file.toString(), Arrays.copyOf(codes, cut), vocabulary),
                new Text(file.toString(), Arrays.copyOfRange(codes, cut, codes.length), vocabulary));
    }

    private static int[] decode(byte[] utf8, String file) throws FormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .codePoints()
                    .toArray();
        } catch (CharacterCodingException e) {
            throw new FormatException(file, "text in UTF-8", "other bytes", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return (codes.length - 1) / STEPS;
    }

    @Override
    public Shape inputShape() {
        return shape;
    }

    /** The characters. */
    @Override
    public List<String> classNames() {
        return characters;
    }

    @Override
    public int labelsPerExample() {
        return STEPS;
    }

    @Override
    public void labels(int i, int[] target, int offset) {
        for (int t = 0; t < STEPS; t++) {
            target[offset + t] = codes[i * STEPS + t + 1] & 0xFFFF;
        }
    }

    @Override
    public boolean isSequence() {
        return true;
    }

    @Override
    public void input(int i, float[] target, int offset) {
        vocabulary.oneHot(codes, i * STEPS, STEPS, target, offset);
    }
}
