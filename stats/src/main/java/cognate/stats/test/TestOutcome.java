package cognate.stats.test;

import cognate.stats.distribution.Distribution;
import cognate.stats.distribution.Normal;
import cognate.stats.distribution.StudentT;

/**
 * A test statistic and its p-values.
 *
 * @param statistic the observed statistic
 * @param less p-value against smaller values
 * @param greater p-value against larger values
 * @param twoSided p-value against both
 */
public record TestOutcome(double statistic, double less, double greater, double twoSided) {
    /** From both tails of a discrete statistic, each with the observed value: twice the smaller one, at most 1. */
    static TestOutcome ofTails(double statistic, double less, double greater) {
        return new TestOutcome(statistic, less, greater, StrictMath.min(1, 2 * StrictMath.min(less, greater)));
    }

    /**
     * From a statistic that is normal with this mean and deviation, moved towards the mean by a continuity correction.
     */
    static TestOutcome ofNormal(double statistic, double value, double mean, double deviation, double correction) {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException(
                    "rank test: values that are not all equal, found no spread of the ranks");
        }
        double less = Normal.STANDARD.cumulative((value - mean + correction) / deviation);
        double greater = Normal.STANDARD.survival((value - mean - correction) / deviation);
        return ofTails(statistic, less, greater);
    }

    /** From a correlation r of n pairs, by t = r √((n - 2)/(1 - r²)) with n - 2 degrees of freedom. */
    static TestOutcome ofCorrelation(double r, int n) {
        Distribution t = new StudentT(n - 2);
        double value = r * StrictMath.sqrt((n - 2) / ((1 - r) * (1 + r)));
        return ofTails(r, t.cumulative(value), t.survival(value));
    }
}
