package cognate.engine.kernel.gemm;

import cognate.engine.parallel.Workers;
import java.util.SplittableRandom;

/**
 * A product drawn at random: sizes around those of tiles, blocks and thresholds, operands of any strides amid other
 * numbers, often at the very end of their arrays, and some of them special.
 */
public final class GemmCase {
    private static final float[] SPECIAL = {
        0f, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL / 3, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN
    };
    private static final int[][] SIZES = {{40, 80, 40}, {140, 600, 900}, {700, 140, 450}, {12, 1200, 800}, {9, 9, 9}};
    private static final String[] LAYOUTS = {"rows", "columns", "every third", "repeated row", "repeated column", "one"
    };
    private static final String[] STARTS = {"itself", "zero", "bias", "matrix"};

    final int m;
    final int n;
    final int k;
    final String name;
    final MatrixView c;
    private final MatrixView init;
    private final MatrixView a;
    private final MatrixView b;
    private final SplittableRandom random;
    private final int special;

    /** The case of this seed, of at most so many multiply-adds. */
    public GemmCase(long seed, long most) {
        random = new SplittableRandom(seed);
        special = random.nextInt(3) == 0 ? 30 : 0;
        int[] sizes = SIZES[random.nextInt(SIZES.length)];
        int rows = random.nextInt(sizes[0] + 1);
        int columns = random.nextInt(sizes[1] + 1);
        int depth = random.nextInt(sizes[2] + 1);
        while ((long) rows * columns * depth > most) {
            boolean few = rows <= GemmBlocking.MR;
            rows = few ? rows : rows / 2;
            columns = few ? columns / 2 : columns;
        }
        m = rows;
        n = columns;
        k = depth;
        String left = LAYOUTS[random.nextInt(LAYOUTS.length)];
        String right = LAYOUTS[random.nextInt(LAYOUTS.length)];
        String start = STARTS[random.nextInt(STARTS.length)];
        name = seed + ": " + m + " x " + n + " x " + k + ", a " + left + ", b " + right + ", from " + start;
        a = draw(left, m, k);
        b = draw(right, k, n);
        c = draw("rows", m, n);
        if (start.equals("itself")) {
            init = c;
        } else if (start.equals("zero")) {
            init = GemmBlock.ZERO;
        } else {
            init = draw(start.equals("bias") ? "repeated row" : LAYOUTS[random.nextInt(LAYOUTS.length)], m, n);
        }
    }

    private MatrixView draw(String layout, int rows, int columns) {
        int pad = random.nextInt(3) * 7;
        int offset = random.nextInt(20);
        int row = 0;
        int column = 0;
        switch (layout) {
            case "rows" -> {
                row = columns + pad;
                column = 1;
            }
            case "columns" -> {
                row = 1;
                column = rows + pad;
            }
            case "every third" -> {
                row = 3 * columns + pad;
                column = 3;
            }
            case "repeated row" -> column = 1;
            case "repeated column" -> row = 1;
            default -> {} // one number everywhere
        }
        int end = offset + Math.max(0, rows - 1) * row + Math.max(0, columns - 1) * column + 1;
        float[] array = new float[end + random.nextInt(2) * 40];
        for (int i = 0; i < array.length; i++) {
            boolean drawn = special > 0 && random.nextInt(special) == 0;
            array[i] = drawn ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextDouble() - 0.5f;
        }
        return new MatrixView(array, offset, row, column);
    }

    /** The array of C as it must become: one chain of fused multiply-adds per element, and nothing else touched. */
    float[] expected() {
        float[] result = c.array.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = init == GemmBlock.ZERO ? 0 : init.array[init.at(i, j)];
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a.array[a.at(i, p)], b.array[b.at(p, j)], sum);
                }
                result[c.at(i, j)] = sum;
            }
        }
        return result;
    }

    /** The array of C after the product, every NaN the same one; through the door where that can be asked for it. */
    public float[] run(Workers workers) {
        if (init == c) {
            Gemm.accumulate(workers, m, n, k, c, a, b);
        } else if (m > 0 && n > 0) {
            GemmBlock.ofThread().run(m, n, k, c, init, a, b);
        }
        float[] result = c.array.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = Float.isNaN(result[i]) ? Float.NaN : result[i];
        }
        return result;
    }
}
