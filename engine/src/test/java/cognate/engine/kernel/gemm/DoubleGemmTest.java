package cognate.engine.kernel.gemm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class DoubleGemmTest {
    private static final int[][] SIZES = {
        {1, 1, 1}, {5, 3, 300}, {8, 16, 16}, {97, 33, 257}, {20, 1040, 9}, {130, 40, 5}
    };

    private final RandomStream random = RandomStream.of(3);

    /** A window of any strides amid other numbers. */
    private DoubleBlock window(int rows, int columns, boolean transposed, boolean gaps) {
        if (transposed) {
            return window(columns, rows, false, gaps).transpose();
        }
        int stride = columns + (gaps ? 3 : 0);
        double[] array = new double[rows * stride + 5];
        for (int i = 0; i < array.length; i++) {
            array[i] = random.nextDouble() - 0.5;
        }
        return new DoubleBlock(array, gaps ? 5 : 0, rows, columns, stride, 1);
    }

    private static double[] chains(DoubleBlock c, double sign, DoubleBlock a, DoubleBlock b) {
        double[] result = c.array().clone();
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                for (int p = 0; p < a.columns(); p++) {
                    result[c.at(i, j)] =
                            Math.fma(sign * a.array()[a.at(i, p)], b.array()[b.at(p, j)], result[c.at(i, j)]);
                }
            }
        }
        return result;
    }

    private static DoubleBlock copy(DoubleBlock c) {
        return new DoubleBlock(c.array().clone(), c.offset(), c.rows(), c.columns(), c.rowStride(), 1);
    }

    /** The plain loop that begins a program and the tiles that follow: every element is one chain, to the last bit. */
    @Test
    void everyWayGivesTheSameBits() {
        for (int[] size : SIZES) {
            for (int kind = 0; kind < 16; kind++) {
                DoubleBlock a = window(size[0], size[2], (kind & 1) > 0, (kind & 4) > 0);
                DoubleBlock b = window(size[2], size[1], (kind & 2) > 0, (kind & 4) > 0);
                DoubleBlock c = window(size[0], size[1], false, (kind & 4) > 0);
                double sign = (kind & 8) > 0 ? -1 : 1;
                double[] expected = chains(c, sign, a, b);
                DoubleBlock plain = copy(c);
                DoubleGemm.plain(plain, sign, a, b);
                assertArrayEquals(expected, plain.array(), "plain " + kind);
                DoubleBlock tiles = copy(c);
                new DoubleGemm().blocked(tiles, sign, a, b, false);
                assertArrayEquals(expected, tiles.array(), "tiles " + kind);
                DoubleGemm.accumulate(c, sign, a, b);
                assertArrayEquals(expected, c.array(), "either " + kind);
            }
        }
    }
}
