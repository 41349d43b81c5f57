package cognate.models.data;

import java.util.Arrays;

/** The characters (code points) of some text, numbered in the order of their code points. */
final class Vocabulary {
    private final int[] characters;

    Vocabulary(int... text) {
        characters = Arrays.stream(text).sorted().distinct().toArray();
    }

    int size() {
        return characters.length;
    }

    /** The number of each character of a text. */
    short[] encode(int... text) {
        short[] codes = new short[text.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) Arrays.binarySearch(characters, text[i]);
        }
        return codes;
    }

    /** The character of a number, as text. */
    String character(int code) {
        return Character.toString(characters[code]);
    }

    /** Writes {@code steps} characters, the first at {@code from}, as rows that are 1 at the character's number. */
    void oneHot(short[] codes, int from, int steps, float[] target, int offset) {
        Arrays.fill(target, offset, offset + steps * size(), 0f);
        for (int t = 0; t < steps; t++) {
            target[offset + t * size() + (codes[from + t] & 0xFFFF)] = 1f;
        }
    }
}
