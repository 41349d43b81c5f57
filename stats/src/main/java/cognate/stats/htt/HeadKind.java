package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Locale;

/** What the training stage learns. Both heads are linear in a network's feature. */
public enum HeadKind {
    /** Multinomial logistic regression, full batch to convergence. */
    LOGISTIC,
    /** A linear embedding with a normalized softmax loss over proxies, by SGD. */
    EMBEDDING;

    /**
     * Trains a head.
     *
     * @param kernel similarities [n, n] of the training networks
     * @param labels their classes
     * @param stream of which everything random is drawn
     */
    Head train(double[] kernel, int[] labels, int classes, RandomStream stream, Workers workers) {
        return this == LOGISTIC
                ? LogisticHead.train(kernel, labels, classes, workers)
                : EmbeddingHead.train(kernel, labels, classes, stream.split("embedding"), workers);
    }

    /** The other one, whose verdict stands beside this one's. */
    public HeadKind other() {
        return this == LOGISTIC ? EMBEDDING : LOGISTIC;
    }

    /** The kind of a name. */
    public static HeadKind of(String name) {
        for (HeadKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("head: expected logistic or embedding, found " + name);
    }

    /** The name, as in {@code logistic}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
