package cognate.models.data;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where data are and in which format, as users write it: {@code idx:DIR}, {@code cifar10:DIR}, {@code csv:FILE},
 * {@code names:DIR}, {@code text:FILE}, {@code ts:DIR} or {@code ts:DIR/PROBLEM}, {@code vowels:DIR}, {@code wav:DIR}
 * or {@code wav:ZIP}, {@code synthetic:NAME}.
 *
 * @param kind the format
 * @param place the file, folder or name
 */
public record DataSpec(String kind, String place) {
    private static final List<String> KINDS =
            List.of("idx", "cifar10", "csv", "names", "text", "ts", "vowels", "wav", "synthetic");

    /**
     * Reads a specification; the data are not touched.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DataSpec parse(String spec) {
        int colon = spec.indexOf(':');
        String kind = colon < 0 ? "" : spec.substring(0, colon);
        if (!KINDS.contains(kind) || colon + 1 == spec.length()) {
            throw new IllegalArgumentException(
                    "data: expected KIND:PLACE with a kind of " + String.join(", ", KINDS) + ", found " + spec);
        }
        return new DataSpec(kind, spec.substring(colon + 1));
    }

    /**
     * Reads the data; their classes are those that occur.
     *
     * @param testFraction what part of each class is kept for test where the data give no test part
     * @throws cognate.engine.io.FormatException if they are not as their format has it
     * @throws IllegalArgumentException if the fraction is not between 0 and 1, or nothing can have such a name
     */
    public Split load(double testFraction) throws IOException {
        return read(testFraction).occurring();
    }

    private Split read(double testFraction) throws IOException {
        switch (kind) {
            case "idx":
                return Idx.read(path());
            case "cifar10":
                return Cifar10.read(path());
            case "csv":
                return Split.stratified(Csv.read(path()), testFraction);
            case "names":
                return Split.stratified(Names.read(path()), testFraction);
            case "text":
                return Text.read(path());
            case "ts":
                return TimeSeries.read(path());
            case "wav":
                return Split.stratified(Recordings.read(path()), testFraction);
            case "vowels":
                return JapaneseVowels.read(path());
            default:
                return Synthetic.make(place);
        }
    }

    private Path path() {
        try {
            return Path.of(place);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("data: expected a file or folder, found " + place, e);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return kind + ":" + place;
    }
}
