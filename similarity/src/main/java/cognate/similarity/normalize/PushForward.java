package cognate.similarity.normalize;

import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chain normalization in its push-forward form (this project's own): the canonical form of a network under the scaling
 * symmetry of rectifiers. From the first layer to the last but one, each unit's incoming weights and its bias are
 * divided by the norm n of the weights (1 where that is 0), and the next layer's weights of this unit are multiplied by
 * n; so are a recurrent unit's weights to itself and others, while its row of them is divided. The last layer and its
 * bias are divided by the Frobenius norm of its weights. A filter is a unit, and its channel feeds all columns of its
 * pixels and taps. Batch normalization is folded first.
 *
 * <p>It keeps the function up to one positive factor of the outputs where the units in between are positively
 * homogeneous, and is idempotent to rounding. tanh units have a sign symmetry instead: they keep their scale, and the
 * first incoming weight of largest magnitude is made positive. Other units, as gated ones, stay as they are.
 */
final class PushForward {
    private static final String OUTPUTS = "the outputs keep their scale, which the nonlinearity behind them needs";
    private static final String SIGNS =
            "units have no scaling symmetry and keep their scale; their signs are canonical";
    private static final String NOTHING = "units have no scaling symmetry and keep scale and sign";

    private final Sequential network;
    private final Wiring wiring;
    private final UnitWeights weights;
    private final Map<String, Set<String>> left = new LinkedHashMap<>();

    private PushForward(Sequential network) {
        this.network = network.folded().copy();
        wiring = Wiring.of(this.network);
        weights = new UnitWeights(wiring);
    }

    /**
     * The normalized form of a network, which is not changed.
     *
     * @throws IllegalArgumentException if units are sums of several layers: dividing by one of their norms is no form
     *     that all twins share
     */
    static Normalized normalize(Sequential network) {
        PushForward work = new PushForward(FiniteWeights.check(network));
        work.run();
        List<String> notes = new ArrayList<>();
        work.left.forEach((reason, layers) -> notes.add("layers " + layers + ": " + reason));
        return new Normalized(FiniteWeights.check(work.network), notes);
    }

    private void run() {
        for (Group group : wiring.groups()) {
            int[] producers = weights.producers(group);
            if (producers.length != 1) {
                throw new IllegalArgumentException(
                        "push-forward: expected units that one layer gives out, found those of "
                                + Arrays.stream(producers)
                                        .mapToObj(t -> wiring.ties().get(t).name())
                                        .toList()
                                + "; balance takes networks with sums");
            }
            if (group.symmetries().contains(Symmetry.SCALE)) {
                weights.divide(group, weights.norms(group));
            } else if (group.symmetries().contains(Symmetry.SIGN)) {
                weights.divide(group, weights.signs(group));
                leave(producers[0], SIGNS);
            } else {
                leave(producers[0], NOTHING);
            }
        }
        finish();
        weights.write();
    }

    private void finish() {
        int[] last = IntStream.range(0, wiring.ties().size())
                .filter(t ->
                        !wiring.ties().get(t).isVector() && wiring.ties().get(t).rows() == Space.FIXED)
                .toArray();
        if (last.length == 1
                && wiring.ties().get(last[0]).tensor().rank() == 2
                && wiring.symmetriesOfOutputs().contains(Symmetry.SCALE)) {
            weights.divideByNorm(last[0]);
        } else {
            Arrays.stream(last).forEach(t -> leave(t, OUTPUTS));
        }
    }

    private void leave(int tie, String reason) {
        String name = wiring.ties().get(tie).name();
        left.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(name.substring(0, name.lastIndexOf('.')));
    }
}
