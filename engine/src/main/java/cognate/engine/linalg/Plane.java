package cognate.engine.linalg;

import java.util.Arrays;

/** What the iterations on narrow bands share. */
final class Plane {
    private Plane() {}

    /** {@code √(a² + b²)}, also where the squares would leave the range of doubles. */
    static double hypotenuse(double a, double b) {
        double square = Math.fma(a, a, b * b);
        if (square > 0x1p-900 && square < 0x1p1000) {
            return Math.sqrt(square);
        }
        double large = Math.max(Math.abs(a), Math.abs(b));
        if (large == 0) {
            return 0;
        }
        int exponent = Math.getExponent(large);
        double x = Math.scalb(a, -exponent);
        double y = Math.scalb(b, -exponent);
        return Math.scalb(Math.sqrt(Math.fma(x, x, y * y)), exponent);
    }

    /** Reverses {@code values[from … to]}. */
    static void reverse(double[] values, int from, int to) {
        for (int i = from, j = to; i < j; i++, j--) {
            double swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }

    /** The order of places in which {@code values} do not ascend; equal ones keep their order. */
    static int[] descending(double[] values) {
        Integer[] order = new Integer[values.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (i, j) -> Double.compare(values[j], values[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** The matrix whose columns are the given rows of {@code rows}. */
    static Matrix columns(Matrix rows, int[] order) {
        Matrix sorted = Matrix.zeros(order.length, rows.columns());
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(
                    rows.array(), order[i] * rows.columns(), sorted.array(), i * rows.columns(), rows.columns());
        }
        return sorted.transpose();
    }
}
