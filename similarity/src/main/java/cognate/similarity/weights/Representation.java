package cognate.similarity.weights;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Sequential;
import cognate.similarity.normalize.FiniteWeights;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What of a network's weights is compared, and how: a {@link Feature} whose cosine is the similarity. Batch
 * normalization is folded first.
 */
public final class Representation {
    /** The kinds of representation. */
    public enum Kind {
        /** The linear map from the input to the logits, through the whole network. */
        WHOLE_CHAIN,
        /** The chain product of row-normalized weights. */
        CHAIN,
        /** The chain product of the weights as they are. */
        PLAIN_CHAIN,
        /** All parameters in one vector, each layer's weight, then its bias. */
        RAW;

        /** The name it is known by on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;
    private final int depth;

    private Representation(Kind kind, int depth) {
        this.kind = kind;
        this.depth = depth;
    }

    /**
     * The representation of this name: {@code whole-chain}, {@code chain}, {@code plain-chain} or {@code raw}.
     *
     * @param depth number of layers of a chain, or 0 for all it can have
     */
    public static Representation of(String name, int depth) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("representation: expected one of "
                        + Arrays.toString(Kind.values()) + ", found '" + name + "'"));
        if (depth < 0 || depth > 0 && kind != Kind.CHAIN && kind != Kind.PLAIN_CHAIN) {
            throw new IllegalArgumentException(
                    "depth: expected a positive number with chain or plain-chain, found " + depth + " with " + kind);
        }
        return new Representation(kind, depth);
    }

    public Kind kind() {
        return kind;
    }

    /** Number of layers of a chain; 0 means all it can have. */
    public int depth() {
        return depth;
    }

    /**
     * The feature of a network.
     *
     * @param input shape of one example
     * @throws IllegalArgumentException if a weight is not finite, or the network has no chain of that depth
     */
    public Feature feature(Sequential network, Shape input) {
        Sequential folded = FiniteWeights.check(network).folded();
        return switch (kind) {
            case WHOLE_CHAIN -> WholeChain.feature(folded, input);
            case RAW -> Feature.vector(Parameters.vector(folded));
            default -> new ChainProduct(folded, kind == Kind.CHAIN).feature(depth);
        };
    }

    /**
     * The similarities of all pairs of networks, [n, n]: symmetric, 1 on the diagonal, in [0, 1] for chains and [-1, 1]
     * for raw weights, the same bits for any number of threads.
     *
     * @param networks by number; asked for on several threads, and several times where there are many, see
     *     {@link Feature#similarity(int, IntFunction, Workers)}
     * @param input shape of one example
     * @throws IllegalArgumentException if a feature cannot be had, is zero, or does not fit the others
     */
    public double[][] similarity(int n, IntFunction<Sequential> networks, Shape input, Workers workers) {
        return Feature.similarity(n, i -> feature(networks.apply(i), input), workers);
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return kind.toString();
    }
}
