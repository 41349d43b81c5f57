package cognate.models.data;

import cognate.engine.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Time series in the {@code .ts} text format of the UEA and UCR archive: comments with # or %, header lines with @, and
 * after {@code @data} a series a line, its channels between colons, their values between commas, the class last.
 */
final class TimeSeries {
    private final String name;
    private final List<String> classNames;
    private final List<float[]> values = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private int channels;

    private TimeSeries(String name, List<String> classNames) {
        this.name = name;
        this.classNames = classNames;
    }

    /** Reads {@code PROBLEM_TRAIN.ts} and {@code PROBLEM_TEST.ts}; a folder must hold only one such pair. */
    static Split read(Path problem) throws IOException {
        if (Files.isDirectory(problem)) {
            Folder folder = new Folder(problem);
            return read(
                    folder.one("one file *_TRAIN.ts", file -> file.endsWith("_train.ts")),
                    folder.one("one file *_TEST.ts", file -> file.endsWith("_test.ts")));
        }
        String prefix = String.valueOf(problem.getFileName());
        return read(problem.resolveSibling(prefix + "_TRAIN.ts"), problem.resolveSibling(prefix + "_TEST.ts"));
    }

    private static Split read(Path trainFile, Path testFile) throws IOException {
        TimeSeries train = readPart(trainFile, null);
        TimeSeries test = readPart(testFile, train.classNames);
        FormatException.check(
                test.channels == train.channels,
                testFile.toString(),
                train.channels + " channels as for training",
                test.channels);
        return new Split(train.dataset(), test.dataset());
    }

    private Dataset dataset() {
        return new Sequences(
                name, channels, classNames, labels.stream().mapToInt(c -> c).toArray(), values);
    }

    /** The part in a file under its own classes, or under those of the other part if these are the same. */
    private static TimeSeries readPart(Path file, List<String> others) throws IOException {
        try (TextLines lines = TextLines.open(file)) {
            List<String> own = header(file, lines);
            List<String> classes = others == null ? own : others;
            FormatException.check(
                    own.size() == classes.size() && own.stream().allMatch(name -> ClassNames.find(name, classes) >= 0),
                    file.toString(),
                    "the classes " + classes + " as for training",
                    own);
            TimeSeries series = new TimeSeries(file.toString(), classes);
            while (lines.next()) {
                if (!isVoid(lines.line().strip())) {
                    series.add(lines);
                }
            }
            FormatException.check(!series.values.isEmpty(), file.toString(), "at least 1 series", "none");
            return series;
        }
    }

    /** Reads up to {@code @data} and returns the classes. */
    private static List<String> header(Path file, TextLines lines) throws IOException {
        List<String> classes = List.of();
        while (lines.next()) {
            String line = lines.line().strip();
            if (isVoid(line)) {
                continue;
            }
            List<String> words = List.of(line.split("\\s+"));
            String key = words.get(0).toLowerCase(Locale.ROOT);
            boolean yes = words.size() > 1 && words.get(1).equalsIgnoreCase("true");
            if (!key.startsWith("@")) {
                throw lines.wrong("a header line with @", line);
            } else if (key.equals("@timestamps") && yes) {
                throw lines.wrong("values without time stamps", line);
            } else if (key.equals("@classlabel")) {
                classes = yes ? words.subList(2, words.size()) : List.of();
            } else if (key.equals("@data")) {
                if (classes.isEmpty() || new ClassNames(classes).names().size() < classes.size()) {
                    throw lines.wrong("different classes in @classLabel true … before @data", classes.toString());
                }
                return classes;
            }
        }
        throw new FormatException(file, "a line @data", "the end");
    }

    private static boolean isVoid(String line) {
        return line.isEmpty() || line.startsWith("#") || line.startsWith("%");
    }

    private void add(TextLines lines) throws FormatException {
        String[] parts = lines.line().strip().split(":", -1);
        int count = parts.length - 1;
        channels = values.isEmpty() ? count : channels;
        if (count != channels || count == 0) {
            throw lines.wrong(Math.max(1, channels) + " channels and a class", parts.length + " parts");
        }
        int label = ClassNames.find(parts[count].strip(), classNames);
        if (label < 0) {
            throw lines.wrong("a class of " + classNames, parts[count].strip());
        }
        int steps = parts[0].split(",", -1).length;
        float[] series = new float[steps * channels];
        for (int c = 0; c < channels; c++) {
            String[] fields = parts[c].split(",", -1);
            if (fields.length != steps) {
                throw lines.wrong(steps + " values in channel " + (c + 1), String.valueOf(fields.length));
            }
            for (int t = 0; t < steps; t++) {
                series[t * channels + c] = lines.number(fields[t].strip(), t + 1);
            }
        }
        values.add(series);
        labels.add(label);
    }
}
