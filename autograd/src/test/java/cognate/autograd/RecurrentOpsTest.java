package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RecurrentOpsTest {
    /** A recurrent operation of x and weights. */
    private interface Cell {
        Variable apply(Tape tape, Variable x, Variable... weights);
    }

    private static Parameter[] weights(Golden golden, int gates, int in, int h) {
        return new Parameter[] {
            golden.parameter(gates * h, in),
            golden.parameter(gates * h, h),
            golden.parameter(gates * h),
            golden.parameter(gates * h)
        };
    }

    /**
     * PyTorch: {@code m = nn.X(2, 2, batch_first=True)} with its four weights from mat in their order after {@code x =
     * mat(2,3,2)}; {@code (m(x)[0] * mat(2,3,2)).sum().backward()}.
     */
    private static void check(Cell cell, int gates, double[] y, double[] dx, double[] dWeight, double[] dBias) {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 3, 2);
        Parameter[] weights = weights(golden, gates, 2, 2);
        Tensor r = golden.matrix(2, 3, 2);
        Golden.assertClose(golden.run(tape -> cell.apply(tape, x, weights), r), y);
        Golden.assertClose(x.gradient(), dx);
        Golden.assertClose(weights[1].gradient(), dWeight);
        Golden.assertClose(weights[3].gradient(), dBias);

        Parameter longer = golden.parameter(3, 4, 5);
        Parameter[] wide = weights(golden, gates, 5, 19);
        wide[2] = bias(wide[2], gates);
        Parameter[] all = {longer, wide[0], wide[1], wide[2], wide[3]};
        GradientCheck.check(3e-3, tape -> cell.apply(tape, longer, wide), all);
    }

    /** One gate may be a rectifier: with this bias no difference is taken across its kink. */
    private static Parameter bias(Parameter drawn, int gates) {
        if (gates == 1) {
            Arrays.fill(drawn.value().array(), 3);
        }
        return drawn;
    }

    @Test
    void tanhRnnAgreesWithPyTorch() {
        double[] y = {
            0.318053782,
            0.00744731352,
            0.297453493,
            -0.235760435,
            0.484924167,
            -0.00408980949,
            0.241770133,
            -0.172438145,
            0.336537898,
            -0.160053298,
            0.368215322,
            -0.28423056
        };
        double[] dx = {
            -0.173699036,
            0.20113416,
            0.160241455,
            -0.130356193,
            0.152416676,
            -0.0891856104,
            -0.0165687427,
            0.0312444009,
            0.139458433,
            -0.164872169,
            0.0630172789,
            -0.10522531
        };
        double[] dWeight = {0.0155608002, -0.00750158355, 0.358104944, -0.163033545};
        double[] dBias = {-0.227063984, 0.807751477};
        check((tape, x, w) -> RecurrentOps.rnn(tape, x, null, false, w), 1, y, dx, dWeight, dBias);
    }

    @Test
    void reluRnnAgreesWithPyTorch() {
        double[] y = {
            0.32948035,
            0.00744745135,
            0.308533281,
            0,
            0.490716457,
            0.0327397436,
            0.246653289,
            0,
            0.321377575,
            0,
            0.35650143,
            0
        };
        double[] dx = {
            -0.194447368,
            0.201420277,
            -0.00721217971,
            0.0292500425,
            0.147292808,
            -0.0683961436,
            0.00120488263,
            -0.00488657644,
            0.0154173253,
            -0.0625272021,
            0.0173009578,
            -0.0701665431
        };
        double[] dWeight = {0.0041966252, -0.000866791233, 0.124334283, 0};
        double[] dBias = {-0.0295836106, -0.044352144};
        check((tape, x, w) -> RecurrentOps.rnn(tape, x, null, true, w), 1, y, dx, dWeight, dBias);
    }

    @Test
    void lstmAgreesWithPyTorch() {
        double[] y = {
            -0.0680812746,
            -0.148850545,
            -0.108426124,
            -0.191338316,
            -0.1357508,
            -0.237577721,
            -0.08257664,
            -0.121036336,
            -0.11278557,
            -0.18899782,
            -0.15034844,
            -0.209864125
        };
        double[] dx = {
            -0.00385596976,
            0.0115686879,
            -0.0234824978,
            0.0211268626,
            -0.0138342706,
            -0.00763565814,
            0.0186669379,
            -0.00503842579,
            0.0109545756,
            0.00856749713,
            -0.0223311689,
            -0.0104931723
        };
        double[] dWeight = {
            -0.00309652812,
            -0.0056913374,
            -0.00259789126,
            -0.0039711548,
            -0.00272451784,
            -0.00487153139,
            -0.00112442905,
            -0.0016695034,
            0.0142511055,
            0.026007019,
            0.00295041618,
            0.00372279901,
            -0.00634099171,
            -0.0115254149,
            -0.00309255463,
            -0.00448998855
        };
        double[] dBias = {
            0.0166621078,
            0.00994948205,
            0.0254533105,
            0.00669102371,
            -0.0943467617,
            0.00381658785,
            0.0262057595,
            0.0181648843
        };
        check((tape, x, w) -> RecurrentOps.lstm(tape, x, null, w), 4, y, dx, dWeight, dBias);
    }

    @Test
    void gruAgreesWithPyTorch() {
        double[] y = {
            -0.0746340156,
            0.208342776,
            -0.160664812,
            0.34194833,
            -0.149964303,
            0.247424096,
            -0.12884146,
            0.261246026,
            -0.174878493,
            0.344415992,
            -0.232006982,
            0.363021612
        };
        double[] dx = {
            -0.0709254146,
            0.0317244045,
            -0.0780533999,
            0.123030789,
            -0.0189909246,
            0.00738674589,
            -0.0265909526,
            -0.0146920709,
            -0.0229123533,
            -0.0330886245,
            -0.0200404152,
            -0.00136800495
        };
        double[] dWeight = {
            0.00383301941,
            -0.00848530419,
            -0.00192162744,
            0.00330995186,
            0.00592287397,
            -0.0138436332,
            4.91340907e-05,
            -0.00133963651,
            0.0149149662,
            -0.03309872,
            0.0143647324,
            -0.0248393528
        };
        double[] dBias = {-0.0498015583, 0.0231115147, -0.112774216, 0.0415105075, -0.213236853, -0.169671386};
        check((tape, x, w) -> RecurrentOps.gru(tape, x, null, w), 3, y, dx, dWeight, dBias);
    }

    @Test
    void stepsBehindAShortSequenceChangeNothing() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 5, 3);
        Parameter[] weights = weights(golden, 4, 3, 7);
        Tensor r = golden.matrix(2, 7);
        int[] lengths = {5, 2};
        float[] y =
                golden.run(tape -> RecurrentOps.lastStep(tape, RecurrentOps.lstm(tape, x, null, weights), lengths), r);
        float[] gradient = weights[0].gradient().toArray();
        Arrays.fill(x.value().array(), 3 * 7, 3 * 10, 9f); // behind the second sequence's end
        weights[0].zeroGradient();
        assertArrayEquals(
                y,
                golden.run(tape -> RecurrentOps.lastStep(tape, RecurrentOps.lstm(tape, x, null, weights), lengths), r));
        assertArrayEquals(gradient, weights[0].gradient().toArray());
        GradientCheck.check(1e-3, tape -> RecurrentOps.lastStep(tape, x, lengths), x);
    }

    @Test
    void lastStatesAreThoseOfAllStates() {
        for (int gates : new int[] {1, 3, 4}) {
            Golden golden = new Golden();
            Parameter x = golden.parameter(3, 5, 2);
            Parameter[] weights = weights(golden, gates, 2, 19);
            Tensor r = golden.matrix(3, 19);
            int[] lengths = {5, 1, 3};
            Parameter[] all = {x, weights[0], weights[1], weights[2], weights[3]};
            float[] y = golden.run(
                    tape -> RecurrentOps.lastStep(tape, recurrent(gates, tape, x, null, weights), lengths), r);
            float[][] gradients = new float[all.length][];
            for (int i = 0; i < all.length; i++) {
                gradients[i] = all[i].gradient().toArray();
                all[i].zeroGradient();
            }
            assertArrayEquals(y, golden.run(tape -> recurrent(gates, tape, x, lengths, weights), r));
            for (int i = 0; i < all.length; i++) {
                assertArrayEquals(gradients[i], all[i].gradient().toArray());
            }
        }
    }

    private static Variable recurrent(int gates, Tape tape, Variable x, int[] lengths, Variable... weights) {
        switch (gates) {
            case 1:
                return RecurrentOps.rnn(tape, x, lengths, true, weights);
            case 3:
                return RecurrentOps.gru(tape, x, lengths, weights);
            default:
                return RecurrentOps.lstm(tape, x, lengths, weights);
        }
    }

    /** Whatever operands are frozen, the others receive the bits that they receive if none is. */
    @Test
    void everyOperandMayBeFrozen() {
        for (int gates : new int[] {1, 3, 4}) {
            Golden golden = new Golden();
            Parameter x = golden.parameter(3, 5, 2);
            Parameter[] weights = weights(golden, gates, 2, 19);
            Parameter[] all = {x, weights[0], weights[1], weights[2], weights[3]};
            Tensor r = golden.matrix(3, 5, 19);
            int none = 31;
            float[][] expected = gradients(gates, all, none, r);
            for (int required = 0; required < none; required++) {
                float[][] found = gradients(gates, all, required, r);
                for (int i = 0; i < all.length; i++) {
                    String where = gates + " gates, required " + Integer.toBinaryString(required) + ", operand " + i;
                    assertArrayEquals((required >> i & 1) == 1 ? expected[i] : null, found[i], where);
                }
            }
        }
    }

    /** The gradients by those of the operands whose bit is set; the others are data, and their entries null. */
    private static float[][] gradients(int gates, Parameter[] all, int required, Tensor dy) {
        float[][] gradients = new float[all.length][];
        try (Tape tape = new Tape(Workers.single())) {
            Variable[] operands = new Variable[all.length];
            for (int i = 0; i < all.length; i++) {
                all[i].zeroGradient();
                operands[i] = (required >> i & 1) == 1 ? all[i] : tape.constant(all[i].value());
            }
            Variable[] weights = Arrays.copyOfRange(operands, 1, operands.length);
            Variable y = recurrent(gates, tape, operands[0], null, weights);
            assertEquals(required != 0, y.requiresGradient());
            if (required != 0) {
                tape.backward(y, dy);
            }
        }
        for (int i = 0; i < all.length; i++) {
            gradients[i] = all[i].hasGradient() ? all[i].gradient().toArray() : null;
        }
        return gradients;
    }

    @Test
    void operandsThatDoNotFitAreNamed() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 5, 2);
        Parameter[] weights = weights(golden, 4, 2, 19);
        try (Tape tape = new Tape(Workers.single())) {
            assertRefused(
                    "lstm: weight_ih, weight_hh, bias_ih and bias_hh, found 3 weights",
                    () -> RecurrentOps.lstm(tape, x, null, weights[0], weights[1], weights[2]));
            assertRefused(
                    "lstm: x [n, steps, in] and weight_ih [4 h, in], found [3, 5, 2] and [76]",
                    () -> RecurrentOps.lstm(tape, x, null, weights[2], weights[1], weights[2], weights[3]));
            assertRefused(
                    "gru: x [n, steps, in] and weight_ih [3 h, in], found [3, 5, 2] and [76, 2]",
                    () -> RecurrentOps.gru(tape, x, null, weights));
        }
    }

    private static void assertRefused(String message, Executable use) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, use).getMessage());
    }

    @Test
    void embeddingLooksUpRowsAndAddsTheirGradients() {
        Golden golden = new Golden();
        Parameter table = golden.parameter(5, 3);
        Tensor codes = Tensor.of(new float[] {4, 0, 4, 1}, 2, 2);
        float[] y = golden.run(
                tape -> RecurrentOps.embedding(tape, tape.constant(codes), table),
                Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 2, 3));
        assertEquals(table.value().get(4, 1), y[1]);
        assertEquals(table.value().get(1, 2), y[11]);
        Golden.assertClose(table.gradient(), 4, 5, 6, 10, 11, 12, 0, 0, 0, 0, 0, 0, 8, 10, 12);
        try (Tape tape = new Tape(Workers.single())) {
            Variable bad = tape.constant(Tensor.of(new float[] {5}, 1, 1));
            String message = assertThrows(
                            IllegalArgumentException.class, () -> RecurrentOps.embedding(tape, bad, table))
                    .getMessage();
            assertEquals("embedding: codes from 0 to 4, found 5.0", message);
        }
    }
}
