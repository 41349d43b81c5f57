package cognate.similarity.representation;

import static cognate.similarity.representation.Measure.Cost.PAIRS;
import static cognate.similarity.representation.Measure.Cost.PRODUCTS;
import static cognate.similarity.representation.Measure.Direction.DISTANCE;
import static cognate.similarity.representation.Measure.Direction.SIMILARITY;
import static cognate.similarity.representation.Measure.Invariance.LINEAR;
import static cognate.similarity.representation.Measure.Invariance.NEURON_ORDER;
import static cognate.similarity.representation.Measure.Invariance.ROTATION;
import static cognate.similarity.representation.Measure.Invariance.SCALE;
import static cognate.similarity.representation.Measure.Invariance.TRANSLATION;

import cognate.similarity.representation.Measure.Cost;
import cognate.similarity.representation.Measure.Direction;
import cognate.similarity.representation.Measure.Invariance;
import cognate.similarity.representation.Measure.Method;
import cognate.similarity.representation.Measure.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The table of all measures, in the order of documents. A new measure is one class and one row here. */
public final class Measures {
    static final double SHARE = 0.99;
    private static final int LEADING = 20;
    private static final int NEIGHBOURS = 10;
    private static final int BATCH = 256;

    private static final Set<Invariance> LINEAR_MAPS = Set.of(LINEAR, ROTATION, NEURON_ORDER, TRANSLATION, SCALE);
    private static final Set<Invariance> SIMILAR = Set.of(ROTATION, NEURON_ORDER, TRANSLATION, SCALE);
    private static final Set<Invariance> REORDERED = Set.of(NEURON_ORDER, TRANSLATION, SCALE);
    private static final boolean SYMMETRIC = true;
    private static final boolean ORDERED = false;

    private static final List<Measure> ALL = new ArrayList<>();

    static {
        canonical();
        aligned();
        paired();
    }

    private Measures() {}

    private static void row(
            String name,
            Direction direction,
            Range range,
            boolean symmetric,
            Set<Invariance> invariances,
            Cost cost,
            String source,
            String definition,
            String caution,
            Method method) {
        ALL.add(new Measure(name, definition, direction, range, symmetric, invariances, cost, source, caution, method));
    }

    private static void canonical() {
        row(
                "cca.mean",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                LINEAR_MAPS,
                PRODUCTS,
                "Hotelling 1936; Raghu et al. 2017",
                "mean canonical correlation",
                "with n near p + q it is near 1 whatever the data",
                (pair, workers) -> Score.of(pair.cca().mean(), () -> Baselines.meanCorrelation(pair)));
        row(
                "cca.r2",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                LINEAR_MAPS,
                PRODUCTS,
                "Hotelling 1936; Kornblith et al. 2019",
                "mean squared canonical correlation",
                "with n near p + q it is near 1 whatever the data",
                (pair, workers) -> Score.of(pair.cca().rSquared(), () -> Baselines.rSquared(pair)));
        row(
                "svcca",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "Raghu et al. 2017",
                "mean canonical correlation of the principal directions that make up 0.99 of the squared singular values",
                "",
                (pair, workers) ->
                        Score.of(Svcca.bySquares(pair.basis(), SHARE), () -> Baselines.reduced(pair, SHARE, true)));
        row(
                "svcca.values",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "some released code",
                "as svcca, with 0.99 of the plain singular values",
                "",
                (pair, workers) ->
                        Score.of(Svcca.byValues(pair.basis(), SHARE), () -> Baselines.reduced(pair, SHARE, false)));
        row(
                "svcca.leading20",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "some released code",
                "as svcca, with the 20 leading principal directions",
                "",
                (pair, workers) ->
                        Score.of(Svcca.leading(pair.basis(), LEADING), () -> Baselines.leading(pair, LEADING)));
        row(
                "pwcca",
                SIMILARITY,
                Range.UNIT,
                ORDERED,
                SIMILAR,
                PRODUCTS,
                "Morcos, Raghu, Bengio 2018",
                "mean canonical correlation weighted by how much each direction accounts for of the neurons of X",
                "with n near p + q it is near 1 whatever the data",
                (pair, workers) -> Score.of(Pwcca.of(pair.cca()), () -> Baselines.meanCorrelation(pair)));
        row(
                "pwcca.reversed",
                SIMILARITY,
                Range.UNIT,
                ORDERED,
                SIMILAR,
                PRODUCTS,
                "Morcos, Raghu, Bengio 2018",
                "as pwcca, weighted by the neurons of Y",
                "",
                (pair, workers) -> Score.of(Pwcca.reversed(pair.cca()), () -> Baselines.meanCorrelation(pair)));
        row(
                "pwcca.released",
                SIMILARITY,
                Range.UNIT,
                ORDERED,
                Set.of(NEURON_ORDER, SCALE),
                PRODUCTS,
                "the code released with Morcos, Raghu, Bengio 2018",
                "as that code has it: weighted by the side with fewer neurons, without whitening, uncentred",
                "",
                (pair, workers) -> Score.of(
                        Pwcca.released(pair.x(), pair.y(), pair.basis()), () -> Baselines.meanCorrelation(pair)));
        row(
                "regression.r2",
                SIMILARITY,
                Range.UNIT,
                ORDERED,
                SIMILAR,
                PRODUCTS,
                "Kornblith et al. 2019",
                "share of the variance of Y that a linear map of X predicts",
                "with n near p it is near 1 whatever the data",
                (pair, workers) -> Score.of(
                        Regression.rSquared(pair.basis()),
                        () -> Baselines.regression(pair.basis().rankX(), pair.inputs())));
        row(
                "regression.r2.reversed",
                SIMILARITY,
                Range.UNIT,
                ORDERED,
                SIMILAR,
                PRODUCTS,
                "Kornblith et al. 2019",
                "share of the variance of X that a linear map of Y predicts",
                "",
                (pair, workers) -> Score.of(
                        Regression.rSquared(pair.basis().exchanged()),
                        () -> Baselines.regression(pair.basis().rankY(), pair.inputs())));
    }

    private static void aligned() {
        row(
                "cka.linear",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "Kornblith et al. 2019",
                "cosine of both linear kernels of the inputs, centred",
                "a high value does not mean that information about a task is shared",
                (pair, workers) ->
                        Score.of(Cka.linear(pair.x(), pair.y()), () -> Baselines.linearAlignment(pair.x(), pair.y())));
        row(
                "cka.unbiased",
                SIMILARITY,
                new Range(Double.NEGATIVE_INFINITY, 1),
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "Song et al. 2007; Nguyen, Raghu, Kornblith 2021",
                "as cka.linear, with unbiased estimates of each product",
                "",
                (pair, workers) -> Score.of(Cka.unbiased(pair.x(), pair.y()), () -> 0));
        row(
                "cka.minibatch",
                SIMILARITY,
                new Range(Double.NEGATIVE_INFINITY, 1),
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "Nguyen, Raghu, Kornblith 2021",
                "as cka.unbiased, summed over batches of 256 inputs in their order",
                "",
                (pair, workers) -> Score.of(Cka.minibatch(pair.x(), pair.y(), BATCH), () -> 0));
        row(
                "procrustes.squared",
                DISTANCE,
                new Range(0, 2),
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "Ding, Denain, Steinhardt 2021; Williams et al. 2021",
                "least squared distance under rotation, both sides centred and of unit norm",
                "a small distance implies a high CKA, and not the reverse",
                (pair, workers) ->
                        Score.of(pair.procrustes().squared(), () -> Baselines.procrustes(pair, Procrustes::squared)));
        row(
                "procrustes.angular",
                DISTANCE,
                new Range(0, Math.PI / 2),
                SYMMETRIC,
                SIMILAR,
                PRODUCTS,
                "Williams et al. 2021",
                "angle of both sides under the best rotation, in radians, both centred",
                "a small distance implies a high CKA, and not the reverse",
                (pair, workers) ->
                        Score.of(pair.procrustes().angular(), () -> Baselines.procrustes(pair, Procrustes::angular)));
    }

    private static void paired() {
        row(
                "cka.rbf",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                SIMILAR,
                PAIRS,
                "Kornblith et al. 2019",
                "cosine of both Gaussian kernels of the inputs, centred, as wide as the median distance",
                "a high value does not mean that information about a task is shared",
                (pair, workers) ->
                        Score.of(Cka.rbf(pair.x(), pair.y(), 1), () -> Baselines.kernelAlignment(pair.x(), pair.y())));
        row(
                "rsa.centred.pearson",
                SIMILARITY,
                Range.SIGNED,
                SYMMETRIC,
                REORDERED,
                PAIRS,
                "after Kriegeskorte, Mur, Bandettini 2008",
                "correlation of both sides' 1 - correlation of any two inputs, neurons centred",
                "",
                (pair, workers) -> Score.of(Rsa.pearson(pair.x(), pair.y()), () -> 0));
        row(
                "rsa.centred.spearman",
                SIMILARITY,
                Range.SIGNED,
                SYMMETRIC,
                REORDERED,
                PAIRS,
                "after Kriegeskorte, Mur, Bandettini 2008",
                "as rsa.centred.pearson, of ranks",
                "",
                (pair, workers) -> Score.of(Rsa.spearman(pair.x(), pair.y()), () -> 0));
        row(
                "knn.euclidean.jaccard",
                SIMILARITY,
                Range.UNIT,
                SYMMETRIC,
                SIMILAR,
                PAIRS,
                "after Wang et al. 2022",
                "share of the 10 nearest inputs by Euclidean distance that both sides have in common",
                "",
                (pair, workers) -> {
                    int k = Math.min(NEIGHBOURS, pair.inputs() - 1);
                    return Score.of(
                            NearestNeighbours.jaccard(pair.x(), pair.y(), k),
                            () -> Baselines.jaccard(k, pair.inputs()));
                });
    }

    /** All measures, in the order of documents. */
    public static List<Measure> all() {
        return List.copyOf(ALL);
    }

    /** The few that are taken of every pair of layers of two networks. */
    static List<Measure> ofLayers() {
        return List.of(of("cka.linear"), of("cca.mean"), of("svcca"), of("pwcca"), of("procrustes.squared"));
    }

    /** The two that are taken of every pair of networks, layer by layer. */
    public static List<Measure> ofNetworks() {
        return List.of(of("pwcca"), of("cka.linear"));
    }

    /**
     * The measure of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Measure of(String name) {
        for (Measure measure : ALL) {
            if (measure.name().equals(name)) {
                return measure;
            }
        }
        throw new IllegalArgumentException("measures: one of " + ALL + ", found " + name);
    }
}
