package cognate.models.data;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Words by class, each a sequence of one-hot characters [length, vocabulary]. */
final class Names extends Examples {
    private static final int LONGEST = 256;

    private final short[][] codes;
    private final Vocabulary vocabulary;

    private Names(
            String name, int longest, List<String> classNames, int[] labels, short[][] codes, Vocabulary vocabulary) {
        super(name, Shape.of(longest, vocabulary.size()), classNames, labels);
        this.codes = codes;
        this.vocabulary = vocabulary;
    }

    /** Reads a folder with a file {@code CLASS.txt} for each class, a word a line; a read-me or a licence is none. */
    static Dataset read(Path folder) throws IOException {
        List<String> classNames = new ArrayList<>();
        List<int[]> words = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path file : new Folder(folder).all("files CLASS.txt", Names::isClass)) {
            int before = words.size();
            try (TextLines lines = TextLines.open(file)) {
                while (lines.next()) {
                    int[] word = lines.line().strip().codePoints().toArray();
                    if (word.length > LONGEST) {
                        throw lines.wrong("at most " + LONGEST + " characters", word.length + " characters");
                    } else if (word.length > 0) {
                        words.add(word);
                        labels.add(classNames.size());
                    }
                }
            }
            FormatException.check(words.size() > before, file.toString(), "at least 1 word", "none");
            String fileName = file.getFileName().toString();
            classNames.add(fileName.substring(0, fileName.length() - ".txt".length()));
        }
        Vocabulary vocabulary =
                new Vocabulary(words.stream().flatMapToInt(IntStream::of).toArray());
        short[][] codes = words.stream().map(vocabulary::encode).toArray(short[][]::new);
        int longest = words.stream().mapToInt(word -> word.length).max().orElse(0);
        int[] labelArray = labels.stream().mapToInt(label -> label).toArray();
        return new Names(folder.toString(), longest, classNames, labelArray, codes, vocabulary);
    }

    private static boolean isClass(String fileName) {
        return fileName.endsWith(".txt") && !fileName.matches("(read[-_]?me|licen[cs]e)\\b.*");
    }

    @Override
    public boolean isSequence() {
        return true;
    }

    @Override
    public int length(int i) {
        return codes[i].length;
    }

    @Override
    public void input(int i, float[] target, int offset) {
        vocabulary.oneHot(codes[i], 0, codes[i].length, target, offset);
    }
}
