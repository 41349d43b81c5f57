package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.models.train.StoredNetwork;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.normalize.Normalized;
import cognate.similarity.weights.Representation;
import java.util.List;
import java.util.Set;

/** How the similarity of two networks is measured: what their weights are brought to, and what of them is compared. */
public record Measure(Normalization normalization, Representation representation) {
    /** The weights as they are. */
    static final Measure RAW = new Measure(Normalization.NONE, Representation.of("raw", 0));
    /** Normalized weights without alignment. */
    static final Measure RAW_NORMALIZED = new Measure(Normalization.PUSH_FORWARD, Representation.of("raw", 0));

    /**
     * The similarity of all pairs, [n, n]. Networks are read when they are needed, and some of them several times where
     * there are many.
     *
     * @param notes takes what a reader has to know, one sentence each
     * @throws IllegalArgumentException if the networks cannot be compared in this way
     */
    double[][] similarity(List<StoredNetwork> networks, Set<String> notes, Workers workers) {
        Shape input = networks.get(0).input();
        if (input == null) {
            throw new IllegalArgumentException("htt: expected the shape of the input (--input says it), found none");
        }
        String[][] own = new String[networks.size()][];
        double[][] similarity = representation.similarity(
                networks.size(),
                i -> {
                    Normalized normalized =
                            normalization.applyFitting(networks.get(i).read().network());
                    own[i] = normalized.notes().toArray(String[]::new);
                    return normalized.network();
                },
                input,
                workers);
        for (String[] some : own) {
            notes.addAll(List.of(some));
        }
        return similarity;
    }

    boolean isSameAs(Measure other) {
        return normalization == other.normalization && representation.kind() == other.representation.kind();
    }

    /** In words, as in {@code whole-chain (push-forward)}. */
    @Override
    public String toString() {
        String depth = representation.depth() == 0 ? "" : " to depth " + representation.depth();
        String normalized = normalization == Normalization.NONE ? "not normalized" : normalization.toString();
        return representation + depth + " (" + normalized + ")";
    }
}
