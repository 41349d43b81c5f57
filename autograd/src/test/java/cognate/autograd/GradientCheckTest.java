package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** That a check passes says something only if it fails when the backward is wrong. */
class GradientCheckTest {
    private final Parameter x = new Golden().parameter(3, 4);
    private final Parameter y = new Golden().parameter(3, 4);

    /** x y, whose backward by x has a factor and the one by y another. */
    private Variable product(Tape tape, float byX, float byY) {
        Tensor z = tape.allocate(x.shape());
        Elementwise.multiply(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            Tensor d = tape.allocate(x.shape());
            Elementwise.multiply(d, dz, y.value());
            Elementwise.scale(d, d, byX);
            x.addGradient(d);
            Elementwise.multiply(d, dz, x.value());
            Elementwise.scale(d, d, byY);
            y.addGradient(d);
        });
    }

    private String failure(float byX, float byY) {
        return assertThrows(
                        AssertionError.class,
                        () -> GradientCheck.check(1e-3, tape -> product(tape, byX, byY), x, y),
                        "by x " + byX + ", by y " + byY)
                .getMessage();
    }

    @Test
    void aRightBackwardPasses() {
        GradientCheck.check(1e-3, tape -> product(tape, 1, 1), x, y);
        GradientCheck.check(1e-3, tape -> product(tape, 1.0002f, 1), x, y);
    }

    @Test
    void aWrongBackwardFails() {
        for (float factor : new float[] {-1, 0, 0.5f, 0.98f, 1.02f, 2, 1e9f, Float.POSITIVE_INFINITY, Float.NaN}) {
            assertEquals("parameter 0 [3, 4]", failure(factor, 1).split(", element")[0]);
            assertEquals("parameter 1 [3, 4]", failure(1, factor).split(", element")[0]);
        }
    }

    @Test
    void aMissingBackwardFails() {
        assertThrows(
                AssertionError.class,
                () -> GradientCheck.check(1e-3, tape -> tape.record(x.value().copy(), x, dz -> {}), x));
        assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.check(1e-3, tape -> tape.constant(x.value().copy()), x));
    }

    /** Where all partial derivatives are small, an error must not hide behind a scale of 1. */
    @Test
    void smallGradientsAreCheckedToo() {
        Parameter many = new Golden().parameter(10, 30);
        for (float factor : new float[] {0, 0.5f, 2}) {
            assertThrows(
                    AssertionError.class,
                    () -> GradientCheck.check(
                            1e-3,
                            tape -> {
                                Variable mean = ReduceOps.mean(tape, many);
                                Tensor same = mean.value();
                                return tape.record(same, mean, d -> {
                                    Elementwise.scale(d, d, factor);
                                    mean.addGradient(d);
                                });
                            },
                            many));
        }
        GradientCheck.check(1e-3, tape -> ReduceOps.mean(tape, many), many);
    }

    /** One wrong element of many is found and named. */
    @Test
    void theElementIsNamed() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> GradientCheck.check(
                        1e-3,
                        tape -> tape.record(x.value().copy(), x, dy -> {
                            dy.set(7, 2, 1);
                            x.addGradient(dy);
                        }),
                        x));
        assertEquals("parameter 0 [3, 4], element 9", error.getMessage().split(":")[0]);
    }

    @Test
    void theParameterIsAsBefore() {
        float[] before = x.value().toArray();
        x.addGradient(y.value());
        GradientCheck.check(1e-3, tape -> product(tape, 1, 1), x, y);
        assertArrayEquals(before, x.value().toArray());
    }

    /** A tolerance is the largest error allowed, so that of an exact derivative may be 0. */
    @Test
    void anErrorAsLargeAsTheTolerancePasses() {
        GradientCheck.check(0, tape -> tape.record(Tensor.zeros(3, 4), x, dz -> {}), x);
    }
}
