package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecurrentTest {
    /** The tensors of layers in both directions. */
    private static Map<String, Tensor> both(int gates, int in, int hidden, int layers) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int l = 0; l < layers; l++) {
            for (String end : List.of(l + "", l + "_reverse")) {
                tensors.put("weight_ih_l" + end, Tensor.zeros(gates * hidden, l == 0 ? in : 2 * hidden));
                tensors.put("weight_hh_l" + end, Tensor.zeros(gates * hidden, hidden));
                tensors.put("bias_ih_l" + end, Tensor.zeros(gates * hidden));
                tensors.put("bias_hh_l" + end, Tensor.zeros(gates * hidden));
            }
        }
        return tensors;
    }

    @Test
    void bothDirectionsOfTwoLayersArePyTorchs() {
        Tensor x = Golden.ramp(2, 4, 3);
        Golden.check(
                Golden.filled(new Rnn(both(1, 3, 2, 2), false), 0.8),
                x,
                new double[] {0.9397587, 0.9926397, 0.999833, 0.9999973, 0.9153731, 0.9986127},
                -1.472854,
                new double[] {-0.01081865, -0.0694834, 0.07286624, 0.05523038},
                1.108798,
                0.715344,
                0.2070933,
                0.2070933,
                1.474155,
                0.1699582,
                0.06522604,
                0.06522604,
                0.6679315,
                0.6640566,
                0.3709268,
                0.3709268,
                0.2772485,
                0.05986341,
                0.138834,
                0.138834);
        Golden.check(
                Golden.filled(new Lstm(both(4, 3, 2, 2)), 0.8),
                x,
                new double[] {0.5804693, 0.6311647, 0.9957592, 0.996891, 0.8304306, 0.8623997},
                -0.27266412,
                new double[] {0.05540606, -0.08691577, -0.2105413, -0.02166615},
                0.1137223,
                0.0499298,
                0.1467058,
                0.1467058,
                0.1714097,
                0.1165091,
                0.2164735,
                0.2164735,
                0.09325228,
                0.06401611,
                0.1312937,
                0.1312937,
                0.1397087,
                0.02201792,
                0.1961805,
                0.1961805);
        Golden.check(
                Golden.filled(new Gru(both(3, 3, 2, 2)), 0.8),
                x,
                new double[] {0.0323847, 0.130719, 0.1491642, 0.2234205, 0.08921916, 0.1199968},
                0.058846144,
                new double[] {0.05169489, -0.02414348, -0.01726283, -0.009338974},
                0.09109452,
                0.02630673,
                0.02875157,
                0.02028833,
                0.1201258,
                0.01337227,
                0.08855802,
                0.07561457,
                0.193877,
                0.02306709,
                0.2449929,
                0.1875296,
                0.1620944,
                0.01329769,
                0.2186669,
                0.1994074);
    }

    /** As of PyTorch's packed sequences: backwards from each sequence's own end. */
    @Test
    void sequencesThatEndEarlyAreReadBackwardsFromTheirEnd() {
        Gru layer = Golden.filled(new Gru(both(3, 3, 2, 1)), 0.8);
        double[] second = {0.2185126, -0.3577788, 0.1879639, 0.2585322, 0.2315554, 0.02745903, 0.09234332, 0.3278651};
        int[] lengths = {4, 2};
        try (Tape tape = Tape.evaluating(Workers.single())) {
            Variable x = tape.constant(Golden.ramp(2, 4, 3));
            Variable states = layer.forward(tape, x, lengths);
            float[] found = states.value().select(0, 1).toArray();
            for (int i = 0; i < second.length; i++) {
                assertEquals(second[i], found[i], 1e-6);
            }
            float[] last = new Sequential(layer, new LastStep())
                    .forward(tape, x, lengths)
                    .value()
                    .select(0, 1)
                    .toArray();
            assertArrayEquals(Arrays.copyOfRange(found, 4, 8), last);
        }
    }

    @Test
    void tensorsAreChecked() {
        Map<String, Tensor> tensors = both(1, 3, 2, 2);
        assertEquals("Rnn(in=3, hidden=2, layers=2, bidirectional)", new Rnn(tensors, true).toString());
        tensors.remove("bias_hh_l1");
        assertEquals(
                Tensor.zeros(2),
                new Rnn(tensors, true).parameters().get("bias_hh_l1").value());
        tensors.remove("weight_hh_l1_reverse");
        refused("recurrent: expected weight_hh_l1_reverse [2, 2], found none", tensors);
        tensors.put("weight_hh_l1_reverse", Tensor.zeros(2, 3));
        refused("recurrent: expected weight_hh_l1_reverse [2, 2], found [2, 3]", tensors);
        refused("recurrent: expected weight_ih_l0 and weight_hh_l0 [rows, columns], found []", Map.of());
        Map<String, Tensor> more = new LinkedHashMap<>(new Rnn(3, 2, 1, true, RandomStream.of(1)).copies());
        more.put("weight_hr_l0", Tensor.zeros(2, 2));
        refused(
                "recurrent: expected [weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0], found also weight_hr_l0",
                more);
    }

    private static void refused(String message, Map<String, Tensor> tensors) {
        assertEquals(
                message,
                assertThrows(ShapeException.class, () -> new Rnn(tensors, true)).getMessage());
    }
}
