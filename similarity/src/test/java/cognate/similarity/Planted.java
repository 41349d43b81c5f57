package cognate.similarity;

import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.UnitTransform;
import cognate.models.wiring.Wiring;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Networks that are known to be another one with noise, or with its units in other places. */
public final class Planted {
    private Planted() {}

    /** A copy without batch normalization whose weights and biases have noise, a share of their root mean square. */
    public static Sequential noisy(Sequential network, double share, long seed) {
        Sequential copy = network.folded().copy();
        copy.state().forEach((name, tensor) -> {
            RandomStream random = RandomStream.of(seed).split(name);
            double squares = 0;
            for (float value : tensor.toArray()) {
                squares += (double) value * value;
            }
            double scale = share * Math.sqrt(squares / tensor.size());
            for (int i = 0; i < tensor.size(); i++) {
                tensor.array()[i] += (float) (scale * random.nextGaussian());
            }
        });
        return copy;
    }

    /** A copy that computes the same: units in other places, with other scales (1/8 to 8) and signs where they can. */
    public static Sequential twin(Sequential network, long seed) {
        Sequential copy = network.folded().copy();
        Wiring wiring = Wiring.of(copy);
        RandomStream random = RandomStream.of(seed).split("planted");
        int[] order = IntStream.range(0, wiring.size()).toArray();
        double[] factors = new double[order.length];
        Arrays.fill(factors, 1);
        for (Group group : wiring.groups()) {
            int[] drawn = random.permutation(group.size());
            for (int i = 0; i < drawn.length; i++) {
                int unit = group.units()[i];
                order[unit] = group.units()[drawn[i]];
                factors[unit] = (group.symmetries().contains(Symmetry.SCALE)
                                ? StrictMath.pow(8, 2 * random.nextDouble() - 1)
                                : 1)
                        * (group.symmetries().contains(Symmetry.SIGN) && random.nextInt(2) == 0 ? -1 : 1);
            }
        }
        UnitTransform.apply(wiring, order, factors);
        return copy;
    }
}
