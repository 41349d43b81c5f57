package cognate.models.data;

import cognate.engine.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Speakers by the cepstrum of a vowel (UCI "Japanese Vowels"): a line is a frame of numbers between blanks, an empty
 * line ends a sequence; a second file says how many sequences in a row each speaker has.
 */
final class JapaneseVowels {
    private JapaneseVowels() {}

    /** Reads {@code ae.train}, {@code size_ae.train}, {@code ae.test} and {@code size_ae.test}. */
    static Split read(Path folder) throws IOException {
        Dataset train = part(folder, "train");
        Dataset test = part(folder, "test");
        int features = train.inputShape().dim(1);
        FormatException.check(
                test.inputShape().dim(1) == features && test.classes() == train.classes(),
                folder.toString(),
                train.classes() + " classes of " + features + " numbers a frame in both parts",
                test.classes() + " of " + test.inputShape().dim(1) + " in the test part");
        return new Split(train, test);
    }

    private static Dataset part(Path folder, String part) throws IOException {
        Path file = folder.resolve("ae." + part);
        int[] sizes = sizes(folder.resolve("size_ae." + part));
        List<float[]> sequences = new ArrayList<>();
        int features = read(file, sequences);
        long expected = IntStream.of(sizes).asLongStream().sum();
        FormatException.check(sequences.size() == expected, file.toString(), expected + " sequences", sequences.size());
        int[] labels = IntStream.range(0, sizes.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(sizes[c]))
                .toArray();
        List<String> names =
                IntStream.rangeClosed(1, sizes.length).mapToObj(String::valueOf).toList();
        return new Sequences(folder.toString(), features, names, labels, sequences);
    }

    /** Adds the sequences of a file and returns the numbers in a frame. */
    private static int read(Path file, List<float[]> sequences) throws IOException {
        int features = 0;
        List<float[]> frames = new ArrayList<>();
        try (TextLines lines = TextLines.open(file)) {
            while (lines.next()) {
                String[] words = words(lines);
                if (words.length == 0) {
                    finish(frames, sequences);
                    continue;
                }
                features = features == 0 ? words.length : features;
                if (words.length != features) {
                    throw lines.wrong(features + " numbers", String.valueOf(words.length));
                }
                float[] frame = new float[features];
                for (int j = 0; j < features; j++) {
                    frame[j] = lines.number(words[j], j + 1);
                }
                frames.add(frame);
            }
        }
        finish(frames, sequences);
        FormatException.check(features > 0, file.toString(), "at least 1 sequence", "none");
        return features;
    }

    private static void finish(List<float[]> frames, List<float[]> sequences) {
        if (!frames.isEmpty()) {
            int features = frames.get(0).length;
            float[] sequence = new float[frames.size() * features];
            for (int t = 0; t < frames.size(); t++) {
                System.arraycopy(frames.get(t), 0, sequence, t * features, features);
            }
            sequences.add(sequence);
            frames.clear();
        }
    }

    private static int[] sizes(Path file) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        try (TextLines lines = TextLines.open(file)) {
            while (lines.next()) {
                for (String word : words(lines)) {
                    if (!word.matches("\\d{1,6}")) {
                        throw lines.wrong("numbers of sequences", word);
                    }
                    sizes.add(Integer.valueOf(word));
                }
            }
        }
        FormatException.check(!sizes.isEmpty(), file.toString(), "numbers of sequences", "none");
        return sizes.stream().mapToInt(n -> n).toArray();
    }

    private static String[] words(TextLines lines) {
        return lines.isBlank() ? new String[0] : lines.line().strip().split("\\s+");
    }
}
