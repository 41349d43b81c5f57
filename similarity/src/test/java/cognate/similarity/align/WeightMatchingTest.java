package cognate.similarity.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Embedding;
import cognate.models.layer.Flatten;
import cognate.models.layer.Gru;
import cognate.models.layer.Initialization;
import cognate.models.layer.LastStep;
import cognate.models.layer.Linear;
import cognate.models.layer.ResidualBlock;
import cognate.models.layer.Sequential;
import cognate.similarity.Mlps;
import cognate.similarity.Planted;
import cognate.similarity.Recurrents;
import cognate.similarity.Residuals;
import cognate.similarity.Twins;
import cognate.similarity.normalize.Normalization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightMatchingTest {
    private static double distance(Sequential a, Sequential b) {
        Map<String, Tensor> other = b.state();
        double sum = 0;
        for (Map.Entry<String, Tensor> entry : a.state().entrySet()) {
            float[] x = entry.getValue().toArray();
            float[] y = other.get(entry.getKey()).toArray();
            for (int i = 0; i < x.length; i++) {
                sum += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
            }
        }
        return Math.sqrt(sum);
    }

    private static Sequential normalized(Sequential network) {
        return Normalization.PUSH_FORWARD.apply(network).network();
    }

    @ParameterizedTest
    @CsvSource({"mlp:30-40-25-10-3,30,3", "lenet5,28,10", "cnn:8-M-12-16,9,4", "mlp:30-40-25-3/tanh,30,3"})
    void undoesAPlantedPermutation(String model, int size, int classes) {
        Shape input = model.startsWith("mlp") ? Shape.of(size) : Shape.of(1, size, size);
        Sequential a = Architecture.of(model, input, classes).build(RandomStream.of(1));
        Sequential twin = Twins.permuted(a, RandomStream.of(2));
        assertTrue(distance(a, twin) > 1);
        assertEquals(0, distance(a, WeightMatching.align(a, twin)));
    }

    @ParameterizedTest
    @CsvSource({"mlp:30-40-25-10-3,30,3", "lenet5,28,10", "cnn:8-M-12-16,9,4"})
    void undoesPermutationAndRescalingOfNormalizedNetworks(String model, int size, int classes) {
        Shape input = model.startsWith("mlp") ? Shape.of(size) : Shape.of(1, size, size);
        Architecture architecture = Architecture.of(model, input, classes);
        Sequential a = architecture.build(RandomStream.of(1));
        Sequential twin = Twins.permuted(Twins.rescaled(a, RandomStream.of(3)), RandomStream.of(2));
        Sequential na = normalized(a);
        assertEquals(0, distance(na, WeightMatching.align(na, normalized(twin))), 1e-4);
        Sequential stranger = normalized(architecture.build(RandomStream.of(5)));
        double aligned = distance(na, WeightMatching.align(na, stranger));
        assertTrue(aligned > 1);
        assertTrue(aligned < distance(na, stranger));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn-relu", "rnn-tanh", "lstm", "gru"})
    void undoesAPlantedPermutationOfRecurrentUnits(String kind) {
        Sequential a = Recurrents.of(kind, 1);
        assertEquals(0, distance(a, WeightMatching.align(a, Recurrents.permuted(kind, 1))));
    }

    /** The columns of a layer behind a flattened recurrent one belong to units step by step. */
    @Test
    void unitsOfAllSteps() {
        RandomStream random = RandomStream.of(1);
        Sequential a =
                new Sequential(new Gru(3, 8, 1, random), new Flatten(), new Linear(32, 3, true, random.split(1)));
        Sequential twin = Planted.twin(a, 4);
        assertTrue(distance(a, twin) > 1);
        assertEquals(0, distance(a, WeightMatching.align(a, twin)));
    }

    /** Units that stand as rows and as columns of one tensor: x + f(x), with f a single layer. */
    @Test
    void aSumWithASingleLayer() {
        RandomStream random = RandomStream.of(1);
        Sequential body = new Sequential(new Linear(12, 12, true, random.split(2)));
        Sequential a = new Sequential(
                new Linear(6, 12, true, random.split(1)),
                new Activation(Activation.Kind.RELU),
                new ResidualBlock(body, null),
                new Linear(12, 3, true, random.split(3)));
        Sequential normalized = Normalization.BALANCE.apply(a).network();
        Sequential twin = Normalization.BALANCE.apply(Planted.twin(a, 4)).network();
        Aligned aligned = WeightMatching.match(normalized, twin);
        assertEquals(0, distance(normalized, aligned.network()), 1e-4);
        assertEquals(1, aligned.objective(), 1e-6);
    }

    @Test
    void undoesAPlantedPermutationOfEmbeddedFeatures() {
        Sequential a = embedded(null);
        Sequential twin = embedded(new int[] {4, 2, 0, 3, 1});
        assertTrue(distance(a, twin) > 1);
        assertEquals(0, distance(a, WeightMatching.align(a, twin)));
    }

    /** Five features of each of nine codes, in this order. */
    private static Sequential embedded(int... order) {
        RandomStream random = RandomStream.of(1);
        Sequential network = new Sequential(
                new Embedding(9, 5, random), new Gru(5, 6, 1, random), new LastStep(), new Linear(6, 3, true, random));
        for (String name : List.of("0.weight", "1.weight_ih_l0")) {
            Tensor weight = network.state().get(name);
            Tensor source = weight.copy();
            for (int i = 0; i < weight.dim(0); i++) {
                for (int j = 0; order != null && j < 5; j++) {
                    weight.set(source.get(i, order[j]), i, j);
                }
            }
        }
        return network;
    }

    @Test
    void neverMovesAwayAndLeavesItsArgumentsAlone() {
        Sequential a = Mlps.reference(Activation.Kind.RELU);
        Sequential b = Mlps.other(Activation.Kind.RELU);
        float[] before = b.state().get("0.weight").toArray();
        assertTrue(distance(a, WeightMatching.align(a, b)) <= distance(a, b));
        assertArrayEquals(before, b.state().get("0.weight").toArray());
        assertEquals(0, distance(a, WeightMatching.align(a, a)));
    }

    /** Signs flip only where both networks are odd. */
    @Test
    void keepsTheFunctionOfANetworkWithAnotherActivation() {
        Sequential odd = Mlps.random("mlp:6-8-8-3/tanh", 6, 3, 1);
        Sequential rectified = Mlps.random("mlp:6-8-8-3", 6, 3, 2);
        assertArrayEquals(outputs(rectified), outputs(WeightMatching.align(odd, rectified)), 1e-5f);
        assertArrayEquals(outputs(odd), outputs(WeightMatching.align(rectified, odd)), 1e-5f);
    }

    private static float[] outputs(Sequential network) {
        Tensor x = Tensor.zeros(4, 6);
        Initialization.normal(x, 1, RandomStream.of(9));
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return network.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    /** Two paddings of one shortcut: the same layers, but other units. */
    @Test
    void refusesOtherUnits() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> WeightMatching.align(padded(1), padded(2)));
        assertEquals(
                "alignment: expected weights between the same units, found those of 1.0.weight and 1.0.weight",
                refused.getMessage());
    }

    private static Sequential padded(int before) {
        RandomStream random = RandomStream.of(1);
        Sequential body = new Sequential(new Conv2d(Tensor.ones(6, 3, 1, 1), null, 2, 0, 1));
        return new Sequential(
                new Conv2d(2, 3, 3, 1, random),
                new ResidualBlock(body, Residuals.padded(3, 6, before)),
                new Linear(6, 2, true, random));
    }

    /** Every order of the hidden units of a small network is tried. */
    @Test
    void oneHiddenLayerIsAlignedExactly() {
        for (int seed = 0; seed < 20; seed++) {
            Sequential a = Mlps.random("mlp:3-5-2", 3, 2, seed);
            Sequential b = Mlps.random("mlp:3-5-2", 3, 2, seed + 100);
            double best = Double.POSITIVE_INFINITY;
            for (int attempt = 0; attempt < 2000; attempt++) { // 120 orders: missing one has probability 5e-8
                best = Math.min(best, distance(a, Twins.permuted(b, RandomStream.of(attempt))));
            }
            assertEquals(best, distance(a, WeightMatching.align(a, b)), 1e-6);
        }
    }

    @Test
    void refusesNetworksThatDiffer() {
        Sequential a = Mlps.random("mlp:3-5-2", 3, 2, 1);
        assertEquals(
                "alignment: expected weights of one shape, found [5, 3] and [6, 3]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WeightMatching.align(a, Mlps.random("mlp:3-6-2", 3, 2, 1)))
                        .getMessage());
        Sequential normed = new Sequential(new Linear(3, 4, true, RandomStream.of(1)), new BatchNorm1d(4));
        assertThrows(IllegalArgumentException.class, () -> WeightMatching.align(normed, normed));
        assertThrows(
                IllegalArgumentException.class, () -> WeightMatching.align(a, Mlps.random("mlp:3-5-5-2", 3, 2, 1)));
    }
}
