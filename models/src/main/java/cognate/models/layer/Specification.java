package cognate.models.layer;

import cognate.engine.tensor.Shape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a network is asked for: a model's specification, taken apart into a family, its sizes where it has some, and
 * suffixes in any order; the shape of one input; and the number of classes.
 */
final class Specification {
    private final String model;
    private final Shape input;
    private final int classes;
    private final String family;
    private final String sizes;
    private final Map<Suffix, String> suffixes = new EnumMap<>(Suffix.class);

    Specification(String model, Shape input, int classes) {
        this.model = model;
        this.input = input;
        this.classes = classes;
        String[] parts = model.split("/", -1);
        int colon = parts[0].indexOf(':');
        family = colon < 0 ? parts[0] : parts[0].substring(0, colon);
        sizes = colon < 0 ? "" : parts[0].substring(colon + 1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            Suffix suffix = Stream.of(Suffix.values())
                    .filter(candidate -> candidate.matches(part))
                    .findFirst()
                    .orElseThrow(() -> refused("a suffix " + list(Stream.of(Suffix.values())), part));
            String other = suffixes.put(suffix, part);
            if (other != null && !other.equals(part)) {
                throw refused(suffix == Suffix.ACTIVATION ? "one activation" : "one rate", other + " and " + part);
            }
        }
        if (dropout() >= 1) {
            throw refused("dropout below 1", suffixes.get(Suffix.DROPOUT));
        }
    }

    private static String list(Stream<Suffix> suffixes) {
        return suffixes.map(Suffix::toString).collect(Collectors.joining(", "));
    }

    /** Refuses all suffixes but these. */
    void allow(Set<Suffix> known) {
        suffixes.forEach((suffix, text) -> {
            if (!known.contains(suffix)) {
                throw refused("no suffix of " + family + " but " + list(known.stream()), text);
            }
        });
    }

    /** One of the sizes. */
    int size(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw refused("a size from 1 to 999999", "'" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Refuses all but images [channels, height, width] of at least so many pixels a side. */
    void requireImages(int least) {
        if (input.rank() != 3 || input.size() == 0) {
            throw refused("images [channels, height, width]", "data of shape " + input);
        }
        if (input.dim(1) < least || input.dim(2) < least) {
            throw refused("images of at least " + least + " x " + least, "" + input);
        }
    }

    void requireNoSizes() {
        if (!sizes.isEmpty()) {
            throw refused("no sizes", sizes);
        }
    }

    IllegalArgumentException refused(String expected, String found) {
        return new IllegalArgumentException("model " + model + ": expected " + expected + ", found " + found);
    }

    String model() {
        return model;
    }

    Shape input() {
        return input;
    }

    int classes() {
        return classes;
    }

    String family() {
        return family;
    }

    /** What stands behind the family's colon, unread. */
    String sizes() {
        return sizes;
    }

    boolean has(Suffix suffix) {
        return suffixes.containsKey(suffix);
    }

    /** The activation that is named, or another. */
    Activation.Kind activationOr(Activation.Kind other) {
        String name = suffixes.get(Suffix.ACTIVATION);
        return Stream.of(Activation.Kind.values())
                .filter(kind -> new Activation(kind).toString().equals(name))
                .findFirst()
                .orElse(other);
    }

    /** The probability that is named, or 0. */
    float dropout() {
        String text = suffixes.get(Suffix.DROPOUT);
        return text == null ? 0 : Float.parseFloat(text.substring(text.indexOf(':') + 1));
    }
}
