package cognate.similarity.representation;

import static cognate.similarity.representation.Dissimilarity.Kind.CENTRED_CORRELATION;
import static cognate.similarity.representation.Dissimilarity.Kind.CORRELATION;
import static cognate.similarity.representation.Dissimilarity.Kind.COSINE;
import static cognate.similarity.representation.Dissimilarity.Kind.EUCLIDEAN;
import static cognate.similarity.representation.Measure.Cost.ASSIGNMENT;
import static cognate.similarity.representation.Measure.Cost.PAIRS;
import static cognate.similarity.representation.Measure.Cost.PRODUCTS;
import static cognate.similarity.representation.Measure.Direction.DISTANCE;
import static cognate.similarity.representation.Measure.Direction.SIMILARITY;
import static cognate.similarity.representation.Measure.Invariance.INPUT_OFFSETS;
import static cognate.similarity.representation.Measure.Invariance.INPUT_SCALES;
import static cognate.similarity.representation.Measure.Invariance.LINEAR;
import static cognate.similarity.representation.Measure.Invariance.LINEAR_OF_LARGER;
import static cognate.similarity.representation.Measure.Invariance.LINEAR_OF_X;
import static cognate.similarity.representation.Measure.Invariance.LINEAR_OF_Y;
import static cognate.similarity.representation.Measure.Invariance.NEURON_ORDER;
import static cognate.similarity.representation.Measure.Invariance.NEURON_SCALES;
import static cognate.similarity.representation.Measure.Invariance.PAIRING;
import static cognate.similarity.representation.Measure.Invariance.ROTATION;
import static cognate.similarity.representation.Measure.Invariance.SCALE;
import static cognate.similarity.representation.Measure.Invariance.TRANSLATION;
import static cognate.similarity.representation.Measure.Range.POSITIVE;
import static cognate.similarity.representation.Measure.Range.SIGNED;
import static cognate.similarity.representation.Measure.Range.UNIT;
import static cognate.similarity.representation.ProductScore.Work.PRODUCT;
import static cognate.similarity.representation.ProductScore.Work.SINGULAR_VALUES;
import static cognate.similarity.representation.ProductScore.Work.SINGULAR_VECTORS;

import cognate.engine.parallel.Workers;
import cognate.similarity.representation.Measure.Cost;
import cognate.similarity.representation.Measure.Direction;
import cognate.similarity.representation.Measure.Invariance;
import cognate.similarity.representation.Measure.Method;
import cognate.similarity.representation.Measure.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of all measures, in the order of documents. A new measure is one class and one row here. */
public final class Measures {
    private static final double SHARE = 0.99;
    private static final int LEADING = 20;
    private static final int NEIGHBOURS = 10;
    private static final int BATCH = 256;

    private static final boolean SYMMETRIC = true;
    private static final boolean ORDERED = false;
    private static final Set<Invariance> LINEAR_MAPS = Set.of(LINEAR, ROTATION, NEURON_ORDER, TRANSLATION, SCALE);
    private static final Set<Invariance> SIMILAR = Set.of(ROTATION, NEURON_ORDER, TRANSLATION, SCALE);
    private static final Set<Invariance> REORDERED = Set.of(NEURON_ORDER, TRANSLATION, SCALE);
    private static final Set<Invariance> RIGID = Set.of(ROTATION, NEURON_ORDER, TRANSLATION);
    private static final Set<Invariance> TURNED = Set.of(ROTATION, NEURON_ORDER, SCALE);
    private static final Set<Invariance> DIRECTIONS = Set.of(ROTATION, NEURON_ORDER, SCALE, INPUT_SCALES);

    private static final String SATURATES = "near 1 whatever the data where n is near p + q";
    private static final String NOT_TASK = "a high value does not mean that information about a task is shared";
    private static final String IMPLIES = "a small distance implies a high cka.linear, and not the reverse";

    private static final List<Measure> ALL = new ArrayList<>();

    // spotless:off
    static {
        row("cca.mean", SIMILARITY, UNIT, SYMMETRIC, LINEAR_MAPS, PRODUCTS, "Hotelling 1936; Raghu et al. 2017",
                "mean canonical correlation", SATURATES,
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VECTORS, ShuffledPair::meanCorrelation,
                        Score.of(pair.cca().mean(), () -> Baselines.meanCorrelation(pair))));
        row("cca.r2", SIMILARITY, UNIT, SYMMETRIC, LINEAR_MAPS, PRODUCTS, "Hotelling 1936; Kornblith et al. 2019",
                "mean squared canonical correlation", SATURATES,
                (pair, workers) -> ProductScore.of(pair, PRODUCT, ShuffledPair::meanSquare,
                        Score.of(pair.cca().rSquared(), () -> Baselines.rSquared(pair))));
        row("svcca", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PRODUCTS, "Raghu et al. 2017",
                "mean canonical correlation of the principal directions with .99 of the squared singular values", "",
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VALUES, shuffled -> Svcca.bySquares(shuffled, SHARE),
                        Score.of(Svcca.bySquares(pair.basis(), SHARE), () -> Baselines.reduced(pair, SHARE, true))));
        row("svcca.values", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PRODUCTS, "released code",
                "as svcca, of those with .99 of the plain singular values", "",
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VALUES, shuffled -> Svcca.byValues(shuffled, SHARE),
                        Score.of(Svcca.byValues(pair.basis(), SHARE), () -> Baselines.reduced(pair, SHARE, false))));
        row("svcca.leading20", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PRODUCTS, "released code",
                "as svcca, of the leading twenty", "",
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VALUES, shuffled -> Svcca.leading(shuffled, LEADING),
                        Score.of(Svcca.leading(pair.basis(), LEADING), () -> Baselines.leading(pair, LEADING))));
        row("pwcca", SIMILARITY, UNIT, ORDERED, with(LINEAR_OF_Y, REORDERED), PRODUCTS,
                "Morcos, Raghu, Bengio 2018",
                "mean canonical correlation weighted by what each direction accounts for of X", SATURATES,
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VECTORS, Pwcca::of,
                        Score.of(Pwcca.of(pair.cca()), () -> Baselines.meanCorrelation(pair))));
        row("pwcca.reversed", SIMILARITY, UNIT, ORDERED, with(LINEAR_OF_X, REORDERED), PRODUCTS,
                "Morcos, Raghu, Bengio 2018",
                "as pwcca, of Y", SATURATES,
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VECTORS, Pwcca::reversed,
                        Score.of(Pwcca.reversed(pair.cca()), () -> Baselines.meanCorrelation(pair))));
        row("pwcca.released", SIMILARITY, UNIT, ORDERED, Set.of(LINEAR_OF_LARGER, NEURON_ORDER, SCALE), PRODUCTS,
                "code of Morcos, Raghu, Bengio 2018",
                "as their code has it: of the side with fewer neurons, without whitening, uncentred", SATURATES,
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VECTORS, Pwcca::released,
                        Score.of(Pwcca.released(pair.x(), pair.y(), pair.basis()),
                                () -> Baselines.meanCorrelation(pair))));
        row("regression.r2", SIMILARITY, UNIT, ORDERED, with(LINEAR_OF_X, SIMILAR), PRODUCTS,
                "Kornblith et al. 2019",
                "share of the variance of Y that a linear map of X predicts", SATURATES,
                (pair, workers) -> ProductScore.of(pair, PRODUCT, Regression::rSquared,
                        Score.of(Regression.rSquared(pair.basis()),
                                () -> Baselines.regression(pair.basis().rankX(), pair.inputs()))));
        row("regression.r2.reversed", SIMILARITY, UNIT, ORDERED, with(LINEAR_OF_Y, SIMILAR), PRODUCTS,
                "Kornblith et al. 2019",
                "share of the variance of X that a linear map of Y predicts", SATURATES,
                (pair, workers) -> ProductScore.of(pair, PRODUCT, Regression::reversed,
                        Score.of(Regression.rSquared(pair.basis().exchanged()),
                                () -> Baselines.regression(pair.basis().rankY(), pair.inputs()))));
        row("cka.linear", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PRODUCTS, "Kornblith et al. 2019",
                "cosine of both linear kernels of the inputs, centred", NOT_TASK,
                (pair, workers) -> ProductScore.ofKernels(pair, ShuffledKernels::linear,
                        Score.of(Cka.linear(pair.x(), pair.y()), () -> Baselines.linearAlignment(pair.x(), pair.y()))));
        row("cka.unbiased", SIMILARITY, new Range(Double.NEGATIVE_INFINITY, 1), SYMMETRIC, SIMILAR, PRODUCTS,
                "Song et al. 2007; Nguyen, Raghu, Kornblith 2021",
                "as cka.linear, with an unbiased estimate of each product", NOT_TASK,
                (pair, workers) -> ProductScore.ofKernels(pair, ShuffledKernels::unbiased,
                        Score.of(Cka.unbiased(pair.x(), pair.y()), () -> 0)));
        row("cka.minibatch", SIMILARITY, new Range(Double.NEGATIVE_INFINITY, 1), SYMMETRIC, SIMILAR, PRODUCTS,
                "Nguyen, Raghu, Kornblith 2021",
                "as cka.unbiased, summed over batches of 256 inputs in their order", NOT_TASK,
                (pair, workers) -> Score.of(Cka.minibatch(pair.x(), pair.y(), BATCH), () -> 0));
        row("procrustes.squared", DISTANCE, new Range(0, 2), SYMMETRIC, SIMILAR, PRODUCTS,
                "Ding, Denain, Steinhardt 2021; Williams et al. 2021",
                "least squared distance under rotation, centred and of unit norm", IMPLIES,
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VALUES, shuffled -> Procrustes.of(shuffled).squared(),
                        Score.of(pair.procrustes().squared(), () -> pair.shuffled(Procrustes::squared))));
        row("procrustes.angular", DISTANCE, new Range(0, Math.PI / 2), SYMMETRIC, SIMILAR, PRODUCTS,
                "Williams et al. 2021", "angle under the best rotation in radians, centred", IMPLIES,
                (pair, workers) -> ProductScore.of(pair, SINGULAR_VALUES, shuffled -> Procrustes.of(shuffled).angular(),
                        Score.of(pair.procrustes().angular(), () -> pair.shuffled(Procrustes::angular))));
        row("procrustes.sizeAndShape", DISTANCE, POSITIVE, SYMMETRIC, RIGID, PRODUCTS, "Williams et al. 2021",
                "least distance under rotation, centred", "grows with the size of the activations",
                (pair, workers) -> ProductScore.of(
                        pair, SINGULAR_VALUES, shuffled -> Procrustes.of(shuffled).sizeAndShape(),
                        Score.of(pair.procrustes().sizeAndShape(), () -> pair.shuffled(Procrustes::sizeAndShape))));
        row("alignedCosine", SIMILARITY, SIGNED, SYMMETRIC, TURNED, PRODUCTS, "Hamilton, Leskovec, Jurafsky 2016",
                "mean cosine of an input on X, after the orthogonal map that fits Y best, with itself on Y", "",
                (pair, workers) -> AlignedCosine.of(pair));
        row("eigenspaceOverlap", SIMILARITY, UNIT, SYMMETRIC, Set.of(LINEAR, ROTATION, NEURON_ORDER, SCALE), PRODUCTS,
                "May et al. 2019", "squared norm of the product of orthonormal bases, by the larger number of neurons",
                "hangs on the sizes alone where n is not above p and q",
                (pair, workers) -> ProductScore.of(pair, PRODUCT, EigenspaceOverlap::of,
                        Score.of(EigenspaceOverlap.of(pair))));
        row("gulp", DISTANCE, POSITIVE, SYMMETRIC, LINEAR_MAPS, PRODUCTS, "Boix-Adsera et al. 2022",
                "sum of both ranks less twice the sum of squared canonical correlations (lambda 0)",
                "near 0 whatever the data where n is near p + q",
                (pair, workers) -> ProductScore.of(pair, PRODUCT, Gulp::of,
                        Score.of(Gulp.of(pair.cca()), () -> Gulp.chance(pair.basis()))));
        row("procrustes.permutation", DISTANCE, POSITIVE, SYMMETRIC, Set.of(NEURON_ORDER), ASSIGNMENT,
                "Williams et al. 2021", "least distance when the neurons of one side change places",
                "grows with the size of the activations",
                (pair, workers) -> Score.of(NeuronMatching.permutationProcrustes(pair.x(), pair.y())));
        row("correlationMatch.hard", SIMILARITY, SIGNED, SYMMETRIC, Set.of(NEURON_ORDER, TRANSLATION, SCALE,
                NEURON_SCALES), ASSIGNMENT, "Li et al. 2016", "mean correlation of neurons with their partners, one each",
                "", (pair, workers) -> Score.of(NeuronMatching.hard(pair)));
        row("correlationMatch.soft", SIMILARITY, SIGNED, SYMMETRIC, Set.of(NEURON_ORDER, TRANSLATION, SCALE,
                NEURON_SCALES), PRODUCTS, "Li et al. 2016", "mean of neurons' largest correlation with the other side's",
                "", (pair, workers) -> Score.of(NeuronMatching.soft(pair)));
        row("cka.rbf", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PAIRS, "Kornblith et al. 2019",
                "cosine of both Gaussian kernels of the inputs, as wide as the median distance, centred", NOT_TASK,
                (pair, workers) -> Cka.rbf(pair, 1, workers));
        row("distanceCorrelation", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PAIRS, "Székely, Rizzo, Bakirov 2007",
                "root of the cosine of both sides' distances of inputs, doubly centred", "",
                DistanceCorrelation::of);
        row("rsm.difference", DISTANCE, POSITIVE, SYMMETRIC, RIGID, PAIRS, "Yin, Shen 2018",
                "distance of both sides' distances of inputs", "grows with the size of the activations and with n",
                DistanceDifference::of);
        row("uniformity.difference", DISTANCE, POSITIVE, SYMMETRIC, with(PAIRING, RIGID), PAIRS, "Wang, Isola 2020",
                "difference of log mean exp(-2 d^2) over all distances d of inputs",
                "does not look at which input is which", OneSided::uniformityDifference);
        row("knn.euclidean.jaccard", SIMILARITY, UNIT, SYMMETRIC, SIMILAR, PAIRS, "after Wang et al. 2022",
                "as knn.jaccard, by Euclidean distance", "",
                (pair, workers) -> neighbours(NearestNeighbours.Kind.JACCARD, EUCLIDEAN, pair, workers));
        row("knn.jaccard", SIMILARITY, UNIT, SYMMETRIC, DIRECTIONS, PAIRS, "Wang et al. 2022",
                "share of the ten nearest inputs by cosine that both sides have in common; ties share places", "",
                (pair, workers) -> neighbours(NearestNeighbours.Kind.JACCARD, COSINE, pair, workers));
        row("knn.secondOrderCosine", SIMILARITY, UNIT, SYMMETRIC, DIRECTIONS, PAIRS, "Chen et al. 2021",
                "mean cosine of both sides' cosine distances to the ten nearest inputs of either", "",
                (pair, workers) -> neighbours(NearestNeighbours.Kind.SECOND_ORDER, COSINE, pair, workers));
        row("knn.rank", SIMILARITY, UNIT, SYMMETRIC, DIRECTIONS, PAIRS, "Wang et al. 2022",
                "agreement of the ranks of common neighbours among the ten nearest by cosine", "",
                (pair, workers) -> neighbours(NearestNeighbours.Kind.RANK, COSINE, pair, workers));
        row("rsa.pearson", SIMILARITY, SIGNED, SYMMETRIC, Set.of(NEURON_ORDER, SCALE, INPUT_SCALES, INPUT_OFFSETS),
                PAIRS, "Kriegeskorte, Mur, Bandettini 2008",
                "correlation of both sides' 1 - correlation of any two inputs", "",
                (pair, workers) -> Rsa.pearson(pair, CORRELATION, workers));
        row("rsa.spearman", SIMILARITY, SIGNED, SYMMETRIC, Set.of(NEURON_ORDER, SCALE, INPUT_SCALES, INPUT_OFFSETS),
                PAIRS, "Kriegeskorte, Mur, Bandettini 2008", "as rsa.pearson, of ranks", "",
                (pair, workers) -> Rsa.spearman(pair, CORRELATION, workers));
        row("rsa.centred.pearson", SIMILARITY, SIGNED, SYMMETRIC, REORDERED, PAIRS,
                "after Kriegeskorte, Mur, Bandettini 2008", "as rsa.pearson, neurons centred first", "",
                (pair, workers) -> Rsa.pearson(pair, CENTRED_CORRELATION, workers));
        row("rsa.centred.spearman", SIMILARITY, SIGNED, SYMMETRIC, REORDERED, PAIRS,
                "after Kriegeskorte, Mur, Bandettini 2008", "as rsa.spearman, neurons centred first", "",
                (pair, workers) -> Rsa.spearman(pair, CENTRED_CORRELATION, workers));
        row("concentricity.difference", DISTANCE, new Range(0, 2), SYMMETRIC, with(PAIRING, TURNED), PRODUCTS,
                "Wang et al. 2022", "difference of the mean cosine of inputs to their mean",
                "does not look at which input is which", (pair, workers) -> OneSided.concentricityDifference(pair));
        row("magnitude.difference", DISTANCE, POSITIVE, SYMMETRIC, Set.of(ROTATION, NEURON_ORDER, PAIRING), PRODUCTS,
                "Wang et al. 2022", "difference of the norm of the mean of all inputs",
                "does not look at which input is which", (pair, workers) -> OneSided.magnitudeDifference(pair));
    }
    // spotless:on

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

    private static Set<Invariance> with(Invariance one, Set<Invariance> others) {
        Set<Invariance> all = EnumSet.copyOf(others);
        all.add(one);
        return all;
    }

    private static Score neighbours(
            NearestNeighbours.Kind kind, Dissimilarity.Kind distance, Pair pair, Workers workers) {
        Neighbours[] sides = pair.neighbours(distance, Math.min(NEIGHBOURS, pair.inputs() - 1), workers);
        return new NearestNeighbours(kind, sides[0], sides[1]);
    }

    /** All measures, in the order of documents. */
    public static List<Measure> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** The few that are taken of every pair of layers of two networks. */
    public static List<Measure> ofLayers() {
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

    /** The rows of some measures, for a document: by name what each is. */
    static Map<String, Object> document(Collection<Measure> measures) {
        Map<String, Object> rows = new LinkedHashMap<>();
        measures.forEach(measure -> rows.put(measure.name(), measure.toMap()));
        return rows;
    }

    /** What measures do not say, a line for each thing with the names of those that it is said of. */
    public static List<String> cautions(Collection<Measure> measures) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Measure measure : measures) {
            if (!measure.caution().isEmpty()) {
                names.merge(measure.caution(), measure.name(), (a, b) -> a + ", " + b);
            }
        }
        return names.entrySet().stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .toList();
    }
}
