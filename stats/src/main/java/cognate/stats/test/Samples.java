package cognate.stats.test;

/** Checks of samples at the doors of the public tests. */
final class Samples {
    private Samples() {}

    /** Refuses a sample that is smaller than this or holds a value that is not finite. */
    static void check(String test, double[] sample, int least) {
        if (sample.length < least) {
            throw new IllegalArgumentException(test + ": at least " + least + " values, found " + sample.length);
        }
        for (int i = 0; i < sample.length; i++) {
            if (!(StrictMath.abs(sample[i]) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(test + ": finite values, found " + sample[i] + " at index " + i);
            }
        }
    }

    /** Refuses two samples of different sizes. */
    static void checkPairs(String test, double[] x, double[] y, int least) {
        check(test, x, least);
        check(test, y, least);
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    test + ": as many second values as first ones, found " + y.length + " and " + x.length);
        }
    }

    /** x - y, element by element. */
    static double[] differences(double[] x, double[] y) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] - y[i];
        }
        return result;
    }
}
