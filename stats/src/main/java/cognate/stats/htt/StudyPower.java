package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Bootstrap;
import cognate.stats.test.Interval;
import cognate.stats.test.Power;
import java.util.ArrayList;
import java.util.List;

/**
 * How often hypothesis-training-testing would reject with so many networks a condition, by studies drawn from a pilot.
 * A pilot is a sample itself: the interval is the spread of the power over pilots drawn from it. One with few networks,
 * or with a weak effect, says little about large studies; where nothing is there, what is said of them is what the
 * pilot's chance differences would give.
 *
 * <p>A study rejects as {@code htt} does if the other p-values of its report are of no help: p ≤ alpha /
 * {@link #FAMILY}, Holm's first step. What Holm gives in truth is at least that.
 *
 * <pre>{@code
 * for (StudyPower power : StudyPower.of(networks, similarity, settings, List.of(5, 10, 20, 40), 200, workers)) {
 *     power.closeness().rate();                   // of the test that networks of one condition lie closer together
 *     power.classification().interval();          // of the test that conditions can be told apart
 * }
 * }</pre>
 *
 * @param networks networks a condition
 * @param heldOut of them held out, on which both tests stand
 * @param closeness power of the test of closeness
 * @param classification power of the test of accuracy
 */
public record StudyPower(int networks, int heldOut, Estimate closeness, Estimate classification) {
    /** The p-values of a report that Holm adjusts together: both tests', the other head's, two baselines'. */
    public static final int FAMILY = 5;
    /** The level of the intervals. */
    public static final double LEVEL = 0.9;
    /** Pilots that are drawn from the pilot, and the share of the simulations that each gets. */
    private static final int PILOTS = 20;

    /** Permutations behind a p-value, in units of the inverse of the least level. */
    private static final double PERMUTATIONS = 10;

    /**
     * A probability to reject.
     *
     * @param rate share of the simulated studies that reject
     * @param interval around it and around {@link #LEVEL} of the rates of pilots drawn from the pilot: the hull of
     *     their percentiles and of Clopper and Pearson's interval for the number of simulations
     */
    public record Estimate(double rate, Interval interval) {}

    /**
     * Simulates.
     *
     * @param similarity [n, n] of the pilot's networks, as {@link Htt#test} takes it
     * @param settings the train fraction, alpha, and the seed of the simulation
     * @param networks networks a condition of the studies, each at least 1 for training and 2 held out
     * @param simulations studies of each size drawn from the pilot, at least 20; as many again from pilots drawn from
     *     it
     * @throws IllegalArgumentException if a condition of the pilot has fewer than 3 blocks or a study is too small
     */
    public static List<StudyPower> of(
            Design pilot,
            double[][] similarity,
            HttSettings settings,
            List<Integer> networks,
            int simulations,
            Workers workers) {
        if (simulations < PILOTS) {
            throw new IllegalArgumentException("power: at least " + PILOTS + " simulations, found " + simulations);
        }
        Pilot from = Pilot.of(pilot, similarity);
        double level = settings.alpha() / FAMILY;
        double wanted = StrictMath.ceil(PERMUTATIONS / level) - 1;
        int permutations = (int) StrictMath.min(settings.permutations(), wanted);
        HttSettings quick = new HttSettings(
                settings.trainFraction(), settings.alpha(), settings.splitSeed(), permutations, 1, settings.head());
        RandomStream stream = RandomStream.of(settings.splitSeed()).split("power");
        List<StudyPower> powers = new ArrayList<>();
        for (int size : networks) {
            int training = Split.floorShare(settings.trainFraction(), size);
            if (training < 1 || size - training < 2) {
                throw new IllegalArgumentException(
                        "power: at least 1 network of a condition for training and 2 held out, found " + training
                                + " and " + (size - training) + " of " + size);
            }
            Simulation simulation = new Simulation(from, quick, training, size - training);
            powers.add(new StudyPower(
                    size,
                    size - training,
                    estimate(
                            simulation::closeness,
                            from,
                            level,
                            simulations,
                            stream.split(size).split("closeness"),
                            workers),
                    estimate(
                            simulation::classification,
                            from,
                            level,
                            simulations,
                            stream.split(size).split("classification"),
                            workers)));
        }
        return powers;
    }

    /** A test of one study from a pool of blocks. */
    private interface Test {
        double pValue(int[][] pool, RandomStream stream);
    }

    private static Estimate estimate(
            Test test, Pilot pilot, double level, int simulations, RandomStream stream, Workers workers) {
        double[] rates = new double[PILOTS];
        for (int i = 0; i < PILOTS; i++) {
            int[][] drawn = pilot.redraw(stream.split("pilot").split(i));
            rates[i] = Power.simulate(
                            own -> test.pValue(drawn, own),
                            level,
                            simulations / PILOTS,
                            stream.split("studies").split(i),
                            workers)
                    .rate();
        }
        Power power = Power.simulate(
                own -> test.pValue(pilot.pool(), own), level, simulations, stream.split("study"), workers);
        Interval pilots = Bootstrap.percentile(rates, LEVEL);
        Interval simulated = power.interval(LEVEL);
        return new Estimate(
                power.rate(),
                new Interval(
                        StrictMath.min(pilots.low(), simulated.low()),
                        StrictMath.max(pilots.high(), simulated.high()),
                        LEVEL));
    }

    /** Studies of one size. */
    private record Simulation(Pilot pilot, HttSettings settings, int training, int heldOut) {
        double closeness(int[][] pool, RandomStream stream) {
            Pilot.Study study = pilot.study(pool, heldOut, stream.split("draw"));
            double[][] similarity = pilot.similarity(study, stream.split("copies"));
            HttSettings own = new HttSettings(
                    settings.trainFraction(),
                    settings.alpha(),
                    stream.split("permutations").nextLong(),
                    settings.permutations(),
                    settings.bootstraps(),
                    settings.head());
            return Distance.test(pilot.design(study), similarity, own, Workers.single())
                    .pValue()
                    .value();
        }

        /** The head is trained and judged on different blocks of the pilot: it must not know a held-out network. */
        double classification(int[][] pool, RandomStream stream) {
            int[][][] split = Pilot.split(pool, settings.trainFraction(), stream.split("split"));
            Pilot.Study known = pilot.study(split[0], training, stream.split("training"));
            Pilot.Study unknown = pilot.study(split[1], heldOut, stream.split("held out"));
            Design design = pilot.design(unknown);
            int[] predictions = settings.head()
                    .train(
                            pilot.between(known, known),
                            pilot.labels(known, design),
                            design.conditions().size(),
                            stream.split("head"),
                            Workers.single())
                    .predict(pilot.between(unknown, known));
            return Classification.of(predictions, design, settings, stream.split("permutations"), Workers.single())
                    .pValue()
                    .value();
        }
    }
}
