package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class VariableTest {
    private final Parameter p = new Parameter(Tensor.zeros(2, 3));
    private final Tensor dx = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private static String refused(org.junit.jupiter.api.function.Executable use) {
        return assertThrows(IllegalStateException.class, use).getMessage();
    }

    private void assertGradient(float... expected) {
        assertArrayEquals(expected, p.gradient().toArray());
    }

    @Test
    void gradientsAddUp() {
        assertGradient(0, 0, 0, 0, 0, 0);
        p.addGradient(dx);
        assertTrue(p.hasGradient());
        p.addGradient(dx);
        assertGradient(2, 4, 6, 8, 10, 12);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, dx.toArray());
        p.zeroGradient();
        assertFalse(p.hasGradient());
        assertGradient(0, 0, 0, 0, 0, 0);
    }

    @Test
    void aGradientMayHaveAnyStrides() {
        Tensor turned = Tensor.of(new float[] {1, 4, 2, 5, 3, 6}, 3, 2).transpose();
        p.addGradient(turned);
        p.addGradient(Tensor.of(new float[12], 2, 6).slice(1, 2, 5));
        p.addGradient(turned);
        assertGradient(2, 4, 6, 8, 10, 12);
    }

    @Test
    void aGradientOfAnotherShapeIsRefused() {
        String message = assertThrows(ShapeException.class, () -> p.addGradient(dx.transpose()))
                .getMessage();
        assertEquals("addGradient: a gradient of the variable's shape, found [2, 3] and [3, 2]", message);
        assertThrows(ShapeException.class, () -> p.addGradient(dx.reshape(6)));
        assertFalse(p.hasGradient());
    }

    @Test
    void aGradientMayBeAddedToItself() {
        p.addGradient(dx);
        p.addGradient(p.gradient());
        p.addGradient(p.gradient().reshape(2, 3));
        assertGradient(4, 8, 12, 16, 20, 24);
        Tensor kept = p.gradient();
        p.zeroGradient();
        p.addGradient(kept);
        assertGradient(4, 8, 12, 16, 20, 24);

        Parameter square = new Parameter(Tensor.zeros(2, 2));
        square.addGradient(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
        Tensor turned = square.gradient().transpose();
        square.addGradient(turned);
        assertArrayEquals(new float[] {2, 5, 5, 8}, square.gradient().toArray());
        square.zeroGradient();
        square.addGradient(turned);
        assertArrayEquals(new float[] {2, 5, 5, 8}, square.gradient().toArray());
    }

    @Test
    void aSummandIsAddedWhetherOrNotItIsTheBuffer() {
        for (int i = 0; i < 3; i++) {
            Tensor summand = p.summand();
            System.arraycopy(dx.array(), 0, summand.array(), summand.offset(), 6);
            p.addGradient(summand);
        }
        assertGradient(3, 6, 9, 12, 15, 18);
    }

    @Test
    void dataTakesNoGradient() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable data = tape.constant(dx);
            data.addGradient(dx);
            data.addGradient(Tensor.zeros(1));
            assertFalse(data.hasGradient());
            assertEquals("gradient: only of a parameter, found a variable [2, 3] of a tape", refused(data::gradient));
        }
    }

    @Test
    void intermediatesTakeGradientsOnlyWhileBackwardComesToThem() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = MathOps.scale(tape, p, 2);
            Variable[] later = new Variable[1];
            String[] inside = new String[1];
            Variable z = tape.record(dx, y, dz -> {
                y.addGradient(dz);
                inside[0] = refused(() -> later[0].addGradient(dz));
            });
            later[0] = MathOps.scale(tape, z, 1);
            String message = "addGradient: to an input of the operation whose backward runs, found a variable [2, 3]";
            assertEquals(message + " while none runs", refused(() -> y.addGradient(dx)));
            assertEquals(message + " while none runs", refused(y::accumulator));
            tape.backward(z, dx);
            assertEquals(message + " that was recorded after it", inside[0]);
            assertEquals(message + " while none runs", refused(() -> y.addGradient(dx)));
            assertEquals("gradient: only of a parameter, found a variable [2, 3] of a tape", refused(y::gradient));
        }
        assertGradient(2, 4, 6, 8, 10, 12);
    }

    @Test
    void theGradientOfTheResultMayBeHandedOn() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = tape.record(dx, p, p::addGradient);
            Variable z = tape.record(dx, y, p, dz -> {
                y.addGradient(dz);
                p.addGradient(dz);
                y.addGradient(dz);
            });
            tape.backward(z, dx);
        }
        assertGradient(3, 6, 9, 12, 15, 18);
    }

    @Test
    void aParameterSharesWhatIsContiguousAndCopiesOtherViews() {
        assertSame(dx.array(), new Parameter(dx).value().array());
        Tensor column = dx.slice(1, 0, 1);
        Parameter copied = new Parameter(column);
        assertNotSame(dx.array(), copied.value().array());
        assertArrayEquals(new float[] {1, 4}, copied.value().toArray());
    }

    @Test
    void aParameterOnATapeHandsItsGradientOn() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable on = p.on(tape);
            assertSame(p.value(), on.value());
            assertSame(tape, on.tape());
            assertSame(tape, Variable.tapeOf(p, on));
            assertSame(tape, Variable.tapeOf(on, p));
            assertEquals(
                    "an operation on parameters alone needs parameter.on(tape)", refused(() -> Variable.tapeOf(p, p)));
            tape.backward(MathOps.add(tape, on, MathOps.add(tape, on, p)), dx);
        }
        assertGradient(3, 6, 9, 12, 15, 18);
        assertFalse(p.on(Tape.evaluating(Workers.single())).requiresGradient());
    }
}
