package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerComparisonTest {
    /** Random examples. */
    private record Noise(Shape inputShape, int size) implements Dataset {
        @Override
        public List<String> classNames() {
            return List.of("a", "b", "c");
        }

        @Override
        public void labels(int example, int[] target, int offset) {
            target[offset] = example % 3;
        }

        @Override
        public void input(int example, float[] target, int offset) {
            RandomStream random = RandomStream.of(example);
            for (int i = 0; i < inputShape.size(); i++) {
                target[offset + i] = random.nextFloat() - 0.5f;
            }
        }

        @Override
        public boolean isSequence() {
            return inputShape.rank() == 2;
        }
    }

    private static final Noise IMAGES = new Noise(Shape.of(1, 8, 8), 520);

    private static Sequential network(String model, Shape input, long seed) {
        return Architecture.of(model, input, 3).build(RandomStream.of(seed));
    }

    private static Map<String, Matrix> collect(
            Sequential network, Dataset data, int count, LayerActivations.Form form) {
        return LayerActivations.of(network, data, count, form, Workers.single());
    }

    @Test
    void collectsEveryLayerBehindItsActivation() {
        Sequential network = network("cnn:4-M-6", IMAGES.inputShape(), 1);
        Map<String, Matrix> examples = collect(network, IMAGES, 510, LayerActivations.Form.EXAMPLES);
        assertEquals("[0 Conv2d, 3 Conv2d, 7 Linear]", examples.keySet().toString());
        assertEquals("[510, 6]", examples.get("3 Conv2d").shape());
        assertEquals("[510, 3]", examples.get("7 Linear").shape());
        Map<String, Matrix> places = collect(network, IMAGES, 510, LayerActivations.Form.PLACES);
        assertEquals("[32640, 4]", places.get("0 Conv2d").shape());
        assertEquals("[8160, 6]", places.get("3 Conv2d").shape());
        float[] image = new float[64];
        IMAGES.input(505, image, 0);
        Tape tape = Tape.evaluating(Workers.single());
        Tensor logits = network.forward(tape, tape.constant(Tensor.of(image, 1, 1, 8, 8)))
                .value();
        double sum = 0;
        for (int pixel = 0; pixel < 64; pixel++) {
            assertTrue(places.get("0 Conv2d").get(505 * 64 + pixel, 2) >= 0);
            sum += places.get("0 Conv2d").get(505 * 64 + pixel, 2);
        }
        assertEquals(sum / 64, examples.get("0 Conv2d").get(505, 2), 1e-7);
        for (int c = 0; c < 3; c++) {
            assertEquals(logits.get(0, c), examples.get("7 Linear").get(505, c), 1e-6);
        }
    }

    @Test
    void flattenedRowsHoldAllPixelsAndSteps() {
        Sequential network = network("cnn:4-M-6", IMAGES.inputShape(), 1);
        Map<String, Matrix> flat = collect(network, IMAGES, 300, LayerActivations.Form.FLATTENED);
        Map<String, Matrix> places = collect(network, IMAGES, 300, LayerActivations.Form.PLACES);
        assertEquals("[300, 96]", flat.get("3 Conv2d").shape());
        assertEquals("[300, 3]", flat.get("7 Linear").shape());
        assertEquals(
                places.get("3 Conv2d").get(270 * 16 + 7, 5),
                flat.get("3 Conv2d").get(270, 5 * 16 + 7));
        Noise sequences = new Noise(Shape.of(5, 4), 30);
        Sequential recurrent = network("gru:7", sequences.inputShape(), 1);
        Map<String, Matrix> steps = collect(recurrent, sequences, 30, LayerActivations.Form.FLATTENED);
        assertEquals("[30, 35]", steps.get("0 Gru").shape());
    }

    /** NumPy: {@code a.mean((2, 3))}, {@code a.transpose(0, 2, 3, 1).reshape(-1, 2)}, {@code a.reshape(2, -1)}. */
    @Test
    void formsOfArrays() {
        double[] values = IntStream.range(0, 24).asDoubleStream().toArray();
        Shape maps = Shape.of(2, 2, 2, 3);
        assertArrayEquals(
                new double[] {2.5, 8.5, 14.5, 20.5},
                LayerActivations.Form.EXAMPLES.matrix(values, maps).array());
        Matrix places = LayerActivations.Form.PLACES.matrix(values, maps);
        assertEquals("[12, 2]", places.shape());
        assertArrayEquals(new double[] {13, 19}, places.row(7));
        assertArrayEquals(
                values, LayerActivations.Form.FLATTENED.matrix(values, maps).array());
        Shape sequences = Shape.of(2, 4, 3);
        assertArrayEquals(
                new double[] {9, 10, 11, 21, 22, 23},
                LayerActivations.Form.EXAMPLES.matrix(values, sequences).array());
        assertEquals(
                "[8, 3]", LayerActivations.Form.PLACES.matrix(values, sequences).shape());
        assertEquals(
                "[2, 12]",
                LayerActivations.Form.FLATTENED.matrix(values, sequences).shape());
        assertThrows(IllegalArgumentException.class, () -> LayerActivations.Form.EXAMPLES.matrix(values, Shape.of(24)));
    }

    @Test
    void recurrentLayersGiveTheirLastStepOrEachOne() {
        Noise sequences = new Noise(Shape.of(5, 4), 30);
        Sequential network = network("gru:7", sequences.inputShape(), 1);
        Map<String, Matrix> last = collect(network, sequences, 30, LayerActivations.Form.EXAMPLES);
        assertEquals("[0 Gru, 2 Linear]", last.keySet().toString());
        Map<String, Matrix> steps = collect(network, sequences, 30, LayerActivations.Form.PLACES);
        assertEquals(
                "[0 Gru @0, 0 Gru @1, 0 Gru @2, 0 Gru @3, 0 Gru @4, 2 Linear]",
                steps.keySet().toString());
        assertEquals(last.get("0 Gru").get(17, 3), steps.get("0 Gru @4").get(17, 3));
    }

    @Test
    void aNetworkWithItselfIsAlikeOnTheDiagonal() {
        Sequential network = network("cnn:4-M-6", IMAGES.inputShape(), 1);
        Map<String, Matrix> a = collect(network, IMAGES, 520, LayerActivations.Form.EXAMPLES);
        Map<String, Matrix> b =
                collect(network("mlp:64-9-3", IMAGES.inputShape(), 2), IMAGES, 520, LayerActivations.Form.EXAMPLES);
        LayerComparison self = LayerComparison.of(a, a, Workers.single());
        for (int i = 0; i < 3; i++) {
            assertEquals(1, self.tables().get("cka.linear")[i][i], 1e-9);
            assertEquals(1, self.tables().get("pwcca")[i][i], 1e-9);
            assertEquals(0, self.tables().get("procrustes.squared")[i][i], 1e-9);
        }
        assertTrue(self.tables().get("cka.linear")[0][2] < 0.999);
        assertEquals(List.of(), self.warnings());
        LayerComparison other = LayerComparison.of(a, b, Workers.single());
        assertEquals(List.of("0 Linear", "2 Linear"), other.columns());
        assertEquals(
                Pwcca.of(Cca.of(SharedBasis.of(
                        Representation.of(a.get("3 Conv2d"), "A"), Representation.of(b.get("0 Linear"), "B")))),
                other.tables().get("pwcca")[1][0]);
    }

    @Test
    void layersThatCannotBeComparedAreNullWithAWarning() {
        Matrix dead = Matrix.zeros(10, 2);
        Matrix few = Reference.random(9, 2, 1);
        Matrix wide = Reference.random(10, 8, 2);
        LayerComparison comparison = LayerComparison.of(
                Map.of("0 Linear", wide), new TreeMap<>(Map.of("d", dead, "f", few, "w", wide)), Workers.single());
        assertNull(comparison.tables().get("cka.linear")[0][0]);
        assertNull(comparison.tables().get("cka.linear")[0][1]);
        assertEquals(1, comparison.tables().get("cka.linear")[0][2], 1e-9);
        assertEquals(
                List.of(
                        "A 0 Linear and B f: 10 and 9 rows, which cannot be compared",
                        "A 0 Linear and B w: n - 1 = 9 is below p + q = 16: some canonical correlations are 1"
                                + " whatever the data",
                        "B, layer d: a neuron that varies, found 2 constant ones"),
                comparison.warnings());
        LayerComparison none = LayerComparison.of(Map.of("d", dead), Map.of("w", wide), Workers.single());
        assertEquals(comparison.tables().keySet(), none.tables().keySet());
        assertNull(none.tables().get("pwcca")[0][0]);
    }
}
