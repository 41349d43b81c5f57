package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Sequential;
import cognate.models.train.Checkpoint;
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
     * The similarity of all pairs, [n, n].
     *
     * @param notes takes what a reader has to know, one sentence each
     * @throws IllegalArgumentException if the networks cannot be compared in this way
     */
    double[][] similarity(List<Checkpoint> checkpoints, Set<String> notes, Workers workers) {
        Shape input = checkpoints.get(0).input();
        if (input == null) {
            throw new IllegalArgumentException("htt: expected the shape of the input (--input says it), found none");
        }
        Sequential[] networks = new Sequential[checkpoints.size()];
        Normalized[] normalized = new Normalized[networks.length];
        workers.run(networks.length, i -> {
            Sequential network = checkpoints.get(i).network();
            normalized[i] = normalization.fitting(network).apply(network);
            networks[i] = normalized[i].network();
        });
        if (checkpoints.stream().anyMatch(one -> normalization.fitting(one.network()) != normalization)) {
            notes.add("networks with sums are brought to balance: push-forward has no form of them");
        }
        for (Normalized one : normalized) {
            notes.addAll(one.notes());
        }
        return representation.similarity(List.of(networks), input, workers);
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
