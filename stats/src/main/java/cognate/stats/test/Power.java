package cognate.stats.test;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;

/**
 * The power of a test by simulation: how often a study rejects. Of a study whose hypothesis is true it is the size.
 *
 * @param rejections simulated studies with p ≤ alpha
 * @param simulations simulated studies
 */
public record Power(int rejections, int simulations) {
    /** Makes up the data of one study from a stream of its own and returns its p-value; called from several threads. */
    @FunctionalInterface
    public interface Study {
        double pValue(RandomStream stream);
    }

    /** Simulates; equal streams give equal counts for any number of workers. */
    public static Power simulate(Study study, double alpha, int simulations, RandomStream stream, Workers workers) {
        if (simulations < 1 || !(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "power: at least 1 simulation and alpha between 0 and 1, found " + simulations + " and " + alpha);
        }
        boolean[] rejected = new boolean[simulations];
        workers.run(simulations, i -> rejected[i] = study.pValue(stream.split(i)) <= alpha);
        int rejections = 0;
        for (boolean each : rejected) {
            rejections += each ? 1 : 0;
        }
        return new Power(rejections, simulations);
    }

    /** Share of rejections. */
    public double rate() {
        return (double) rejections / simulations;
    }

    /** Interval of the true rate by Clopper and Pearson. */
    public Interval interval(double level) {
        return new BinomialTest(rejections, simulations, 0.5).clopperPearson(level);
    }
}
