package cognate.similarity.normalize;

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
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import cognate.similarity.Cnns;
import cognate.similarity.Lcg;
import cognate.similarity.Mlps;
import cognate.similarity.Recurrents;
import cognate.similarity.Twins;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PushForwardTest {
    @Test
    void theReferenceNetworkHasTheReferenceNumbers() {
        Map<String, Tensor> state = PushForward.normalize(Mlps.reference(Activation.Kind.RELU))
                .network()
                .state();
        assertArrayEquals(
                new float[] {
                    -.39948635356176737f,
                    .164171160305895f,
                    .15142193360424486f,
                    .3290040728990758f,
                    .2854008763247017f,
                    -.0387189299168488f
                },
                state.get("4.weight").slice(0, 0, 1).toArray(),
                1e-7f);
        assertArrayEquals(
                new float[] {-.3370146322171117f, .21729490089185197f, .45086751644333894f},
                state.get("4.bias").toArray(),
                1e-7f);
    }

    @ParameterizedTest
    @EnumSource(names = {"RELU", "LEAKY_RELU"})
    void theFunctionIsKeptUpToOnePositiveFactor(Activation.Kind kind) {
        Sequential network = Mlps.reference(kind);
        Normalized normalized = PushForward.normalize(network);
        assertProportional(network, normalized.network());
        assertEquals(List.of(), normalized.notes());
    }

    private static void assertProportional(Sequential a, Sequential b) {
        assertProportional(a, b, new Lcg(7).tensor(50, 4));
    }

    private static void assertProportional(Sequential a, Sequential b, Tensor x) {
        float[] before = outputs(a, x);
        float[] after = outputs(b, x);
        double factor = norm(after) / norm(before);
        for (int i = 0; i < before.length; i++) {
            assertEquals(factor * before[i], after[i], 2e-6 * factor);
        }
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static float[] outputs(Sequential network, Tensor x) {
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return network.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void normalizingTwiceIsNormalizingOnce(Activation.Kind kind) {
        Sequential once = PushForward.normalize(Mlps.reference(kind)).network();
        Map<String, Tensor> twice = PushForward.normalize(once).network().state();
        once.state()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.toArray(), twice.get(name).toArray(), 2e-7f, name));
    }

    @Test
    void hiddenRowsAndTheLastLayerHaveNormOne() {
        Map<String, Tensor> state = PushForward.normalize(Mlps.reference(Activation.Kind.RELU))
                .network()
                .state();
        for (String name : List.of("0.weight", "2.weight")) {
            for (int i = 0; i < state.get(name).dim(0); i++) {
                assertEquals(1, norm(state.get(name).slice(0, i, i + 1).toArray()), 1e-6);
            }
        }
        assertEquals(1, norm(state.get("4.weight").toArray()), 1e-6);
    }

    @Test
    void aRescaledTwinHasTheSameForm() {
        Sequential network = Mlps.reference(Activation.Kind.RELU);
        Sequential twin = Mlps.reference(Activation.Kind.RELU);
        rescale(twin, 0, 2, new float[] {8, 0.125f, 3, 0.7f, 1});
        rescale(twin, 2, 4, new float[] {0.2f, 5, 1, 7.5f, 0.3f, 2});
        Map<String, Tensor> expected = PushForward.normalize(network).network().state();
        PushForward.normalize(twin)
                .network()
                .state()
                .forEach((name, tensor) ->
                        assertArrayEquals(expected.get(name).toArray(), tensor.toArray(), 1e-6f, name));
    }

    private static void rescale(Sequential network, int from, int to, float[] factors) {
        Linear before = (Linear) network.layers().get(from);
        Linear after = (Linear) network.layers().get(to);
        for (int i = 0; i < factors.length; i++) {
            for (int j = 0; j < before.weight().dim(1); j++) {
                before.weight().set(before.weight().get(i, j) * factors[i], i, j);
            }
            before.bias().set(before.bias().get(i) * factors[i], i);
            for (int j = 0; j < after.weight().dim(0); j++) {
                after.weight().set(after.weight().get(j, i) / factors[i], j, i);
            }
        }
    }

    @Test
    void tanhUnitsKeepTheirScaleAndGetACanonicalSign() {
        Sequential network = Mlps.reference(Activation.Kind.TANH);
        Normalized normalized = PushForward.normalize(network);
        assertEquals(
                List.of("layers [0, 2]: units have no scaling symmetry and keep their scale; their signs are"
                        + " canonical"),
                normalized.notes());
        assertProportional(network, normalized.network());
    }

    @Test
    void sigmoidUnitsStayAsTheyAre() {
        Sequential network = Mlps.reference(Activation.Kind.SIGMOID);
        Normalized normalized = PushForward.normalize(network);
        assertEquals(
                List.of("layers [0, 2]: units have no scaling symmetry and keep scale and sign"), normalized.notes());
        for (String name : List.of("0.weight", "0.bias", "2.weight", "2.bias")) {
            assertArrayEquals(
                    network.state().get(name).toArray(),
                    normalized.network().state().get(name).toArray());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lenet5, ''",
        "cnn:4-M-6, ''",
        "cnn:4-M-6/batch-norm, ''",
        "lenet5/tanh, 'layers [0, 3]: units have no scaling symmetry and keep scale and sign; "
                + "layers [7, 9]: units have no scaling symmetry and keep their scale; their signs are canonical'"
    })
    void convolutionalNetworksKeepTheirFunction(String model, String notes) {
        Sequential network = Architecture.of(model, Shape.of(2, 12, 12), 3).build(RandomStream.of(1));
        Cnns.settle(network);
        Normalized normalized = PushForward.normalize(network);
        assertProportional(network, normalized.network(), new Lcg(7).tensor(30, 2, 12, 12));
        assertEquals(notes, String.join("; ", normalized.notes()));
        Map<String, Tensor> twice =
                PushForward.normalize(normalized.network()).network().state();
        normalized
                .network()
                .state()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.toArray(), twice.get(name).toArray(), 4e-7f, name));
    }

    @Test
    void rescaledChannelsHaveTheSameForm() {
        Sequential network = Architecture.of("lenet5", Shape.of(1, 12, 12), 3).build(RandomStream.of(1));
        Map<String, Tensor> expected = PushForward.normalize(network).network().state();
        PushForward.normalize(Twins.rescaled(network, RandomStream.of(2)))
                .network()
                .state()
                .forEach((name, tensor) ->
                        assertArrayEquals(expected.get(name).toArray(), tensor.toArray(), 1e-6f, name));
    }

    @Test
    void withoutBatchNormalizationTheTensorsAreThoseOfTheArchitectureWithoutIt() {
        Architecture architecture = Architecture.of("cnn:4-M-6/batch-norm", Shape.of(2, 12, 12), 3);
        Sequential network = architecture.build(RandomStream.of(1));
        assertEquals(
                List.copyOf(architecture
                        .withoutBatchNorm()
                        .build(RandomStream.of(1))
                        .state()
                        .keySet()),
                List.copyOf(PushForward.normalize(network).network().state().keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "rnn-relu, ''",
        "rnn-tanh, layers [0]: units have no scaling symmetry and keep their scale; their signs are canonical",
        "lstm, layers [0]: units have no scaling symmetry and keep scale and sign",
        "gru, layers [0]: units have no scaling symmetry and keep scale and sign"
    })
    void recurrentNetworksKeepTheirFunction(String kind, String note) {
        Sequential network = Recurrents.of(kind, 1);
        Normalized normalized = PushForward.normalize(network);
        assertProportional(network, normalized.network(), new Lcg(7).tensor(20, 9, 5));
        assertEquals(note.isEmpty() ? List.of() : List.of(note), normalized.notes());
        Map<String, Tensor> twice =
                PushForward.normalize(normalized.network()).network().state();
        normalized
                .network()
                .state()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.toArray(), twice.get(name).toArray(), 4e-7f, name));
    }

    @Test
    void recurrentRectifiersHaveRowsOfNormOneAndTanhUnitsAPositiveLargestWeight() {
        for (int l = 0; l < 2; l++) {
            Tensor scaled = PushForward.normalize(Recurrents.of("rnn-relu", 1))
                    .network()
                    .state()
                    .get("0.weight_ih_l" + l);
            Tensor signed = PushForward.normalize(Recurrents.of("rnn-tanh", 1))
                    .network()
                    .state()
                    .get("0.weight_ih_l" + l);
            for (int i = 0; i < 6; i++) {
                assertEquals(1, norm(scaled.slice(0, i, i + 1).toArray()), 1e-6);
                float largest = 0;
                for (float w : signed.slice(0, i, i + 1).toArray()) {
                    largest = Math.abs(w) > Math.abs(largest) ? w : largest;
                }
                assertTrue(largest > 0);
            }
        }
    }

    @Test
    void aUnitWithNoIncomingWeightStaysAsItIs() {
        Sequential network = new Sequential(
                new Linear(Tensor.of(new float[] {0, 0, 3, 4}, 2, 2), Tensor.of(new float[] {0.5f, 10}, 2)),
                new Activation(Activation.Kind.RELU),
                new Linear(Tensor.of(new float[] {4, 1, 8, 8}, 2, 2), null));
        Map<String, Tensor> state = PushForward.normalize(network).network().state();
        assertArrayEquals(new float[] {0, 0, 0.6f, 0.8f}, state.get("0.weight").toArray());
        assertArrayEquals(new float[] {0.5f, 2}, state.get("0.bias").toArray());
        double norm = Math.sqrt(16 + 25 + 64 + 1600);
        assertArrayEquals(
                new float[] {(float) (4 / norm), (float) (5 / norm), (float) (8 / norm), (float) (40 / norm)},
                state.get("2.weight").toArray());
    }

    @Test
    void theNetworkItselfIsNotChanged() {
        Sequential network = Mlps.reference(Activation.Kind.RELU);
        PushForward.normalize(network);
        Mlps.reference(Activation.Kind.RELU)
                .state()
                .forEach((name, tensor) -> assertArrayEquals(
                        tensor.toArray(), network.state().get(name).toArray()));
    }

    @Test
    void weightsThatAreNoNumbersAreNamed() {
        Sequential network = new Sequential(new Linear(3, 2, true, RandomStream.of(1)));
        network.state().get("0.bias").set(Float.NaN, 1);
        assertEquals(
                "0.bias: expected finite values, found NaN at element 1",
                assertThrows(IllegalArgumentException.class, () -> PushForward.normalize(network))
                        .getMessage());
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        assertEquals(Normalization.PUSH_FORWARD, Normalization.of("push-forward"));
        assertEquals(Normalization.NONE, Normalization.of("none"));
        assertEquals(
                "normalization: expected push-forward, balance or none, found 'chain'",
                assertThrows(IllegalArgumentException.class, () -> Normalization.of("chain"))
                        .getMessage());
    }
}
