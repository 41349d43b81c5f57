package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.NaturalOrder;
import cognate.models.train.ForeignLayer.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which layer each batch normalization stands behind, in a network of which only names and sizes are known. */
final class ForeignNorms {
    private ForeignNorms() {}

    /**
     * The batch normalization behind each layer that has one: behind the layer before it in a numbered sequence, behind
     * the layer of its own number, otherwise behind the first that is left with as many outputs.
     */
    static Map<ForeignLayer, ForeignLayer> behind(
            List<ForeignLayer> layers, List<ForeignLayer> chain, String file, List<String> warnings)
            throws FormatException {
        Map<ForeignLayer, ForeignLayer> norms = new LinkedHashMap<>();
        int next = 0;
        for (ForeignLayer norm : layers) {
            if (norm.isNorm()) {
                List<ForeignLayer> fitting = new ArrayList<>();
                for (ForeignLayer layer : chain.subList(next, chain.size())) {
                    if (layer.out() == norm.out() && takesNorm(layer, norm)) {
                        fitting.add(layer);
                    }
                }
                FormatException.check(
                        !fitting.isEmpty(),
                        file,
                        "a layer with " + norm.out() + " outputs before " + words(norm) + " \"" + norm.name() + "\"",
                        "none");
                ForeignLayer found = choose(fitting, norm);
                if (found == null) {
                    found = fitting.get(0);
                    if (fitting.size() > 1 && norms(layers, norm.out()) < fitting.size()) {
                        warnings.add(words(norm) + " \"" + norm.name() + "\" is taken to stand behind \"" + found.name()
                                + "\", not behind another of " + LayerNames.list(fitting));
                    }
                }
                norms.put(found, norm);
                next = chain.indexOf(found) + 1;
            }
        }
        return norms;
    }

    /** Layer normalization of images has a place, or groups, that are not in the file. */
    private static boolean takesNorm(ForeignLayer layer, ForeignLayer norm) {
        return norm.kind() == Kind.BATCH_NORM ? layer.kind() != Kind.RECURRENT : layer.kind() == Kind.LINEAR;
    }

    private static String words(ForeignLayer norm) {
        return norm.kind() == Kind.BATCH_NORM ? "batch normalization" : "layer normalization";
    }

    private static long norms(List<ForeignLayer> layers, int out) {
        return layers.stream()
                .filter(layer -> layer.isNorm() && layer.out() == out)
                .count();
    }

    private static ForeignLayer choose(List<ForeignLayer> fitting, ForeignLayer norm) {
        ForeignLayer found = null;
        for (ForeignLayer layer : fitting) {
            if (precedes(layer.name(), norm.name())) {
                found = layer;
            }
        }
        String number = number(norm.name());
        for (ForeignLayer layer : fitting) {
            if (found == null && !number.isEmpty() && number(layer.name()).equals(number)) {
                found = layer;
            }
        }
        return found;
    }

    /** The number at the end of a name that has a word before it, as 2 of {@code bn2}. */
    private static String number(String name) {
        return name.matches(".*[A-Za-z_][0-9]+") ? name.replaceFirst(".*[A-Za-z_]", "") : "";
    }

    private static boolean precedes(String layer, String norm) {
        String sequence = norm.replaceFirst("[0-9]+$", "");
        return (sequence.isEmpty() || sequence.endsWith("."))
                && layer.startsWith(sequence)
                && layer.substring(sequence.length()).matches("[0-9]+")
                && NaturalOrder.INSTANCE.compare(layer, norm) < 0;
    }
}
