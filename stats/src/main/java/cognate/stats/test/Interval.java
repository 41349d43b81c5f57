package cognate.stats.test;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 * @param level confidence level, as 0.95
 */
public record Interval(double low, double high, double level) {
    /** Whether a value lies inside, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
