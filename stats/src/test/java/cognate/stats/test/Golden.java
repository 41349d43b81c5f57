package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The samples of the golden values, and how they are compared. */
final class Golden {
    static final double[] X = {12.1, 9.8, 11.4, 13.0, 10.2, 12.7, 11.9};
    static final double[] Y = {10.1, 9.9, 8.7, 11.0, 10.4, 9.2, 10.2};
    /** With ties, within and between. */
    static final double[] T = {1.5, 2, 2, 3, 3.5, 2, 7, 8};

    static final double[] U = {2, 2, 1, 4, 5, 9, 10, 12};

    private Golden() {}

    static void agrees(double statistic, double less, double greater, double twoSided, TestOutcome actual) {
        assertEquals(statistic, actual.statistic(), 1e-13 * Math.abs(statistic));
        assertEquals(less, actual.less(), 1e-12 * less);
        assertEquals(greater, actual.greater(), 1e-12 * greater);
        assertEquals(twoSided, actual.twoSided(), 1e-12 * twoSided);
    }
}
