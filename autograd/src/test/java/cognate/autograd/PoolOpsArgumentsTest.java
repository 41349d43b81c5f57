package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The smallest images and windows that {@link PoolOps} takes, and those below. */
class PoolOpsArgumentsTest {
    private final Tape tape = new Tape(Workers.single());

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void onlyImagesOfAtLeastOnePixelArePooled() {
        for (int[] dims : new int[][] {{4, 4}, {2, 4, 4}, {1, 2, 4, 4, 16}, {1, 2, 0, 4}, {1, 2, 4, 0}}) {
            Variable x = tape.constant(Tensor.zeros(dims));
            String expected = ": x [n, c, h, w], found " + x.shape();
            refused("globalAveragePool2d" + expected, () -> PoolOps.globalAveragePool2d(tape, x));
            refused("averagePool2d" + expected, () -> PoolOps.averagePool2d(tape, x, 1, 1, 0));
            refused("maxPool2d" + expected, () -> PoolOps.maxPool2d(tape, x, 1, 1, 0));
        }
    }

    @Test
    void windowsOfOnePixelChangeNothing() {
        for (int[] dims : new int[][] {{1, 2, 1, 3}, {1, 2, 3, 1}}) {
            Tensor pixels = new Golden().matrix(dims);
            Variable x = tape.constant(pixels);
            assertEquals(pixels, PoolOps.maxPool2d(tape, x, 1, 1, 0).value());
            assertEquals(pixels, PoolOps.averagePool2d(tape, x, 1, 1, 0).value());
            assertEquals(
                    Shape.of(1, 2, 1, 1), PoolOps.globalAveragePool2d(tape, x).shape());
        }
        Variable x = tape.constant(Tensor.zeros(1, 2, 3, 3));
        String expected = "averagePool2d: size and stride from 1, padding from 0 to half the size, found ";
        refused(expected + "0, 1 and 0", () -> PoolOps.averagePool2d(tape, x, 0, 1, 0));
        refused(expected + "1, 0 and 0", () -> PoolOps.averagePool2d(tape, x, 1, 0, 0));
        refused(expected + "1, 1 and -1", () -> PoolOps.averagePool2d(tape, x, 1, 1, -1));
    }

    @Test
    void oneWindowMayCoverTheImage() {
        Variable x = tape.constant(Tensor.of(new float[] {1, 2, 3, 6}, 1, 1, 2, 2));
        assertArrayEquals(
                new float[] {6}, PoolOps.maxPool2d(tape, x, 2, 1, 0).value().toArray());
        assertArrayEquals(
                new float[] {3}, PoolOps.averagePool2d(tape, x, 2, 1, 0).value().toArray());
    }
}
