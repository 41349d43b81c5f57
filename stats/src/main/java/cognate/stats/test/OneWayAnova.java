package cognate.stats.test;

import cognate.stats.distribution.FisherF;
import java.util.Arrays;

/**
 * One-way analysis of variance: do the means of several groups differ?
 *
 * @param groups number of groups
 * @param observations number of values in all
 * @param between sum of squares of the group means around the grand mean
 * @param within sum of squares of the values around their group's mean
 */
public record OneWayAnova(int groups, int observations, double between, double within) {
    /** From one array of values a group: at least 2 groups, none empty, and more values than groups. */
    public static OneWayAnova of(double[]... samples) {
        int observations = 0;
        for (double[] sample : samples) {
            observations += sample.length;
        }
        if (samples.length < 2 || observations <= samples.length) {
            throw new IllegalArgumentException(
                    "analysis of variance: at least 2 groups and more values than groups, found " + samples.length
                            + " groups and " + observations + " values");
        }
        double origin = samples[0].length > 0 ? samples[0][0] : 0; // means near it keep the digits that tell them apart
        CompensatedSum within = new CompensatedSum();
        CompensatedSum grand = new CompensatedSum();
        double[] means = new double[samples.length];
        for (int g = 0; g < samples.length; g++) {
            Moments moments =
                    Moments.of(Arrays.stream(samples[g]).map(x -> x - origin).toArray());
            within.add(moments.sumOfSquares());
            means[g] = moments.mean();
            grand.add(means[g] * moments.count());
        }
        CompensatedSum between = new CompensatedSum();
        for (int g = 0; g < samples.length; g++) {
            double difference = means[g] - grand.value() / observations;
            between.add(difference * difference * samples[g].length);
        }
        return new OneWayAnova(samples.length, observations, between.value(), within.value());
    }

    /** Degrees of freedom between groups. */
    public int betweenDegrees() {
        return groups - 1;
    }

    /** Degrees of freedom within groups. */
    public int withinDegrees() {
        return observations - groups;
    }

    /** F: mean square between over mean square within; infinite where no group varies. */
    public double statistic() {
        return between / betweenDegrees() / (within / withinDegrees());
    }

    /** P(F ≥ statistic); 1 where no value differs from another. */
    public double pValue() {
        return between == 0 ? 1 : new FisherF(betweenDegrees(), withinDegrees()).survival(statistic());
    }

    /** R² = η²: share of the sum of squares that lies between groups. */
    public double rSquared() {
        return between / (between + within);
    }

    /** ω²: the same share in the population, nearly unbiased (Hays 1963). */
    public double omegaSquared() {
        double error = within / withinDegrees();
        return (between - betweenDegrees() * error) / (between + within + error);
    }

    /** The residual standard deviation, √(within / its degrees of freedom). */
    public double residualDeviation() {
        return StrictMath.sqrt(within / withinDegrees());
    }
}
