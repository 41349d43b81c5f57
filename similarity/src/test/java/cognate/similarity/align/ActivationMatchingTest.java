package cognate.similarity.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
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

class ActivationMatchingTest {
    /** Random examples; sequences of different lengths. */
    private record Noise(Shape inputShape, int size) implements Dataset {
        @Override
        public List<String> classNames() {
            return List.of("a", "b");
        }

        @Override
        public void labels(int example, int[] target, int offset) {
            target[offset] = example % 2;
        }

        @Override
        public void input(int example, float[] target, int offset) {
            RandomStream random = RandomStream.of(example);
            int size = isSequence() ? length(example) * inputShape.dim(1) : inputShape.size();
            for (int i = 0; i < size; i++) {
                target[offset + i] = 4 * random.nextFloat() - 2;
            }
        }

        @Override
        public boolean isSequence() {
            return inputShape.rank() == 2;
        }

        @Override
        public int length(int example) {
            return isSequence() ? 1 + example % inputShape.dim(0) : 0;
        }
    }

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

    private static Sequential align(Sequential a, Sequential b, Dataset data) {
        return ActivationMatching.align(a, b, data, 600, Workers.single());
    }

    @ParameterizedTest
    @CsvSource({"mlp:144-40-25-10-3", "mlp:144-40-25-3/tanh", "cnn:8-M-12-16", "lenet5"})
    void undoesAPlantedPermutation(String model) {
        Dataset data = new Noise(Shape.of(1, model.equals("lenet5") ? 28 : 12, model.equals("lenet5") ? 28 : 12), 300);
        Sequential a = Architecture.of(model, data.inputShape(), 3).build(RandomStream.of(1));
        Sequential twin = Twins.permuted(a, RandomStream.of(2));
        assertTrue(distance(a, twin) > 1);
        assertEquals(0, distance(a, align(a, twin, data)));
    }

    /** Units of a stream stand in many places, those of a padded shortcut in some of them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void undoesAPlantedPermutationOfResidualNetworks(boolean padded) {
        Dataset data = new Noise(Shape.of(3, 8, 8), 100);
        Sequential a = Residuals.of(padded, 2, 6, 1).folded();
        Sequential twin = Planted.twin(a, 5);
        Sequential na = Normalization.BALANCE.apply(a).network();
        Sequential nt = Normalization.BALANCE.apply(twin).network();
        assertTrue(distance(na, nt) > 1);
        Aligned aligned = ActivationMatching.match(na, nt, data, 100, Workers.single());
        assertEquals(0, distance(na, aligned.network()), 1e-4);
        assertEquals(1, aligned.objective(), 1e-5);
    }

    @Test
    void matchesTheSignsOfOddUnits() {
        Dataset data = new Noise(Shape.of(1, 5, 5), 300);
        Sequential a =
                Architecture.of("mlp:25-20-12-3/tanh", data.inputShape(), 3).build(RandomStream.of(1));
        Sequential twin = Planted.twin(a, 3);
        assertTrue(distance(a, twin) > 1);
        assertEquals(0, distance(a, align(a, twin, data)));
    }

    @ParameterizedTest
    @CsvSource({"mlp:144-40-25-10-3", "cnn:8-M-12-16"})
    void strangersStayApart(String model) {
        Dataset data = new Noise(Shape.of(1, 12, 12), 300);
        Architecture architecture = Architecture.of(model, data.inputShape(), 3);
        Sequential a = normalized(architecture.build(RandomStream.of(1)));
        Sequential twin = Twins.permuted(
                Twins.rescaled(architecture.build(RandomStream.of(1)), RandomStream.of(3)), RandomStream.of(2));
        Sequential stranger = normalized(architecture.build(RandomStream.of(5)));
        assertEquals(0, distance(a, align(a, normalized(twin), data)), 1e-4);
        double aligned = distance(a, align(a, stranger, data));
        assertTrue(aligned > 1, "distance " + aligned);
        assertTrue(aligned < distance(a, stranger));
    }

    private static Sequential normalized(Sequential network) {
        return Normalization.PUSH_FORWARD.apply(network).network();
    }

    /** Steps behind a sequence's end are not looked at: their states depend on nothing that was shown. */
    @ParameterizedTest
    @ValueSource(strings = {"rnn-relu", "rnn-tanh", "lstm", "gru"})
    void undoesAPlantedPermutationOfRecurrentUnits(String kind) {
        Sequential a = Recurrents.of(kind, 1);
        Sequential twin = Recurrents.permuted(kind, 1);
        assertTrue(distance(a, twin) > 1);
        assertEquals(0, distance(a, align(a, twin, new Noise(Shape.of(9, 5), 300))));
        assertEquals(0, distance(a, align(a, twin, new Noise(Shape.of(1, 9, 5), 300))));
    }

    @Test
    void refusesDataThatDoNotFit() {
        Sequential a = Recurrents.of("gru", 1);
        assertThrows(IllegalArgumentException.class, () -> align(a, a, new Noise(Shape.of(9, 4), 30)));
    }
}
