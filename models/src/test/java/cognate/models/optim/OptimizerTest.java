package cognate.models.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.autograd.MathOps;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    @Test
    void aSharedParameterIsSteppedOnce() {
        Parameter shared = new Parameter(Tensor.ones(1));
        Sgd sgd = new Sgd(List.of(shared, shared), 0.1f, 0, 0, false);
        try (Tape tape = new Tape(Workers.single())) {
            tape.backward(MathOps.multiply(tape, shared, shared));
            sgd.step();
        }
        assertEquals(0.8f, shared.value().item());
    }

    private long state;

    /** {@code s = (1103515245 s + 12345) mod 2^31}, an entry is {@code s / 2^31 - 0.5}, from seed 42. */
    private Tensor draw() {
        Tensor result = Tensor.zeros(5);
        for (int i = 0; i < 5; i++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            result.array()[i] = (float) (state / (double) (1L << 31) - 0.5);
        }
        return result;
    }

    /** PyTorch: {@code w = mat(5)}, then three steps of {@code (w * mat(5)).sum().backward(); step()}. */
    private void check(Function<List<Parameter>, Optimizer> factory, double... expected) {
        state = 42;
        Parameter w = new Parameter(draw());
        Optimizer optimizer = factory.apply(List.of(w));
        for (int step = 0; step < 3; step++) {
            optimizer.zeroGradients();
            w.addGradient(draw());
            optimizer.step();
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(expected[i], w.value().array()[i], 1e-7, "element " + i);
        }
    }

    @Test
    void sgdAgreesWithPyTorch() {
        check(p -> new Sgd(p, 0.1f, 0, 0, false), 0.199656054, 0.0106226271, -0.053939797, 0.322405994, -0.157686487);
    }

    @Test
    void momentumAndWeightDecayAgreeWithPyTorch() {
        double[] expected = {0.307373852, 0.0231506899, -0.111995205, 0.32427898, -0.231643572};
        check(p -> new Sgd(p, 0.1f, 0.9f, 0.01f, false), expected);
    }

    @Test
    void nesterovAgreesWithPyTorch() {
        double[] expected = {0.40156278, 0.0135097243, -0.123783544, 0.364104152, -0.296252161};
        check(p -> new Sgd(p, 0.1f, 0.9f, 0.01f, true), expected);
    }

    @Test
    void adamAgreesWithPyTorch() {
        check(p -> new Adam(p, 0.01f, 0), 0.11185164, 0.0311843343, -0.0544526279, 0.277973533, -0.106023282);
        check(p -> new Adam(p, 0.01f, 0.1f), 0.11182791, 0.0306161065, -0.054176271, 0.275961608, -0.10595718);
    }

    @Test
    void parametersWithoutGradientStay() {
        Parameter w = new Parameter(Tensor.of(new float[] {1}, 1));
        new Sgd(List.of(w), 0.1f, 0.9f, 0.5f, false).step();
        assertEquals(1, w.value().item());
    }

    /** A column is not written beside: the parameter holds a copy of it. */
    @Test
    void aParameterOfAViewIsUpdatedAlone() {
        Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Parameter w = new Parameter(matrix.slice(1, 0, 1));
        w.addGradient(Tensor.of(new float[] {1, 1, 1}, 3, 1));
        new Sgd(List.of(w), 0.5f, 0, 0, false).step();
        assertArrayEquals(new float[] {0.5f, 2.5f, 4.5f}, w.value().toArray());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, matrix.toArray());
    }

    @Test
    void schedulesGiveTheirFactors() {
        assertEquals(1, Schedule.parse("constant", 10).factor(7));
        assertEquals(0.1, Schedule.parse("step:3", 10).factor(5));
        assertEquals(0.25, Schedule.parse("step:3:0.5", 10).factor(6));
        assertEquals(0.95 * 0.95, Schedule.parse("exponential:0.95", 10).factor(2), 1e-15);
        assertEquals(0.5, Schedule.parse("cosine", 10).factor(5), 1e-15);
        String message = assertThrows(IllegalArgumentException.class, () -> Schedule.parse("step:x", 10))
                .getMessage();
        assertEquals(
                "schedule: expected constant, step:EPOCHS[:FACTOR], exponential:FACTOR or cosine, found step:x",
                message);
    }
}
