package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Sequential;
import cognate.similarity.Cnns;
import cognate.similarity.Mlps;
import cognate.similarity.Twins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Shape INPUT = Shape.of(4);

    /**
     * From NumPy, with A and B the lists of weights and biases that {@link Mlps#reference} and {@link Mlps#other}
     * describe, as floats:
     *
     * <pre>
     * def push(W, b):
     *     for l in (0, 1):
     *         n = norm(W[l], axis=1); W[l] /= n[:, None]; b[l] /= n; W[l+1] *= n
     *     f = norm(W[2]); W[2] /= f; b[2] /= f
     * v = lambda W, b: concatenate([r_[w.ravel(), x] for w, x in zip(W, b)])
     * cos = lambda x, y: x @ y / norm(x) / norm(y)
     * print(norm(x - y), cos(x, y), abs(x - y).sum(), 1 - cos(x - x.mean(), y - y.mean()))  # x = v(*A), y = v(*B)
     * rn = lambda a: a / norm(a, axis=1, keepdims=True)
     * X = rn(W[0].T) @ rn(W[1].T) @ rn(W[2].T)  # depth 3; plain without rn, which depth 1 has not either
     * print(cos((X @ X.T).ravel(), (Y @ Y.T).ravel()))
     * </pre>
     *
     * Aligned measures are those of the best of all 86400 orders of the hidden units.
     */
    private static final Map<String, double[]> NUMPY = Map.ofEntries(
            Map.entry("raw.euclidean", new double[] {3.354210916361862}),
            Map.entry("raw.euclidean.layers", new double[] {1.7448063048862088, 2.313181547649886, 1.6898440630669131}),
            Map.entry("raw.cosine", new double[] {0.03091489896604509}),
            Map.entry(
                    "raw.cosine.layers", new double[] {0.1958900032493337, -0.10737196389858396, 0.05034553440749607}),
            Map.entry("raw.manhattan", new double[] {24.260565664153546}),
            Map.entry("raw.manhattan.layers", new double[] {6.759759276174009, 11.401807722169906, 6.098998665809631}),
            Map.entry("raw.correlationDistance", new double[] {0.9689030226030906}),
            Map.entry(
                    "raw.correlationDistance.layers",
                    new double[] {0.8077021828264779, 1.1166227098270662, 0.9300187451132689}),
            Map.entry("pushForward.euclidean", new double[] {6.117393402846325}),
            Map.entry(
                    "pushForward.euclidean.layers",
                    new double[] {3.0605318912936483, 4.829063657991557, 2.176187210381373}),
            Map.entry("pushForward.cosine", new double[] {0.020683950675565905}),
            Map.entry(
                    "pushForward.cosine.layers",
                    new double[] {0.15109150308853833, -0.011246047009288291, -0.15923407822435812}),
            Map.entry("pushForward.manhattan", new double[] {41.58883356252763}),
            Map.entry(
                    "pushForward.manhattan.layers",
                    new double[] {11.990739029743365, 23.12329741159766, 6.4747971211866036}),
            Map.entry("pushForward.correlationDistance", new double[] {0.981715512132231}),
            Map.entry(
                    "pushForward.correlationDistance.layers",
                    new double[] {0.8538655180711672, 1.0100676182585735, 1.1342650191615449}),
            Map.entry("aligned.euclidean", new double[] {4.670874122756517}),
            Map.entry(
                    "aligned.euclidean.layers",
                    new double[] {2.4231912117947245, 3.2155270707142054, 2.3676137943552793}),
            Map.entry("aligned.cosine", new double[] {0.42906976747959896}),
            Map.entry(
                    "aligned.cosine.layers",
                    new double[] {0.46794006340813676, 0.5525312806678009, -0.3836005042347552}),
            Map.entry("aligned.manhattan", new double[] {32.781043894241336}),
            Map.entry("aligned.manhattan.layers", new double[] {9.670634900458625, 15.512273465110244, 7.598135528672467
            }),
            Map.entry("aligned.correlationDistance", new double[] {0.5722566556617796}),
            Map.entry(
                    "aligned.correlationDistance.layers",
                    new double[] {0.5345257121072319, 0.44396856315654365, 1.3653023143059548}),
            Map.entry("aligned.objective", new double[] {0.42906976747959896}),
            Map.entry("chain.cosine", new double[] {0.344045216139331, 0.3514877772354648, 0.40856694271838684}),
            Map.entry("plainChain.cosine", new double[] {0.344045216139331, 0.2852299482810738, 0.3365990600193669}),
            Map.entry("wholeChain.cosine", new double[] {0.3365990600193669}));

    @Test
    void everyMeasureAgreesWithNumPy() {
        Comparison comparison =
                Comparison.of(Mlps.reference(Activation.Kind.RELU), Mlps.other(Activation.Kind.RELU), INPUT);
        assertEquals(
                NUMPY.keySet(),
                comparison.measures().stream().map(Measurement::name).collect(Collectors.toSet()));
        comparison.measures().forEach(measure -> {
            String name = measure.name();
            double[] expected = NUMPY.get(name);
            assertEquals(expected.length, measure.values().size(), name);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], measure.values().get(i), 1e-6 * Math.abs(expected[i]) + 1e-7, name);
            }
        });
        assertEquals(List.of(), comparison.warnings());
    }

    @Test
    void aPermutedAndRescaledTwinIsTheSameInTheLastDepthOfThePlainChain() {
        Sequential network = Mlps.random("mlp:64-32-16-10", 64, 10, 1);
        Sequential twin = Twins.rescaled(Twins.permuted(network, RandomStream.of(2)), RandomStream.of(3));
        Comparison found = Comparison.of(network, twin, Shape.of(1, 8, 8));
        assertEquals(1, found.measure("plainChain.cosine").values().get(2), 1e-5);
        assertEquals(1, found.measure("wholeChain.cosine").value(), 1e-5);
        assertTrue(found.measure("raw.cosine").value() < 0.5);
        assertEquals(0, found.measure("aligned.euclidean").value(), 1e-4);
        assertEquals(1, found.measure("aligned.cosine").value(), 1e-9);
    }

    @Test
    void networksOfDifferentWidthsHaveChainsButNoDistance() {
        Comparison comparison =
                Comparison.of(Mlps.random("mlp:4-5-3", 4, 3, 1), Mlps.random("mlp:4-9-8-3/tanh", 4, 3, 2), INPUT);
        assertFalse(comparison.measure("raw.euclidean").applies());
        assertFalse(comparison.measure("pushForward.cosine.layers").applies());
        assertEquals(2, comparison.measure("chain.cosine").values().size());
        assertTrue(comparison.measure("wholeChain.cosine").value() > 0);
        assertEquals(
                List.of(
                        "raw.*: the networks have parameters of different shapes",
                        "pushForward of B: layers [0, 2]: units have no scaling symmetry and keep their scale; "
                                + "their signs are canonical",
                        "pushForward.*: the networks have parameters of different shapes",
                        "aligned.*: the networks have parameters of different shapes"),
                comparison.warnings());
    }

    @Test
    void networksOfOtherLayersAreNotAligned() {
        Sequential plain = Mlps.random("mlp:4-5-3", 4, 3, 1);
        Sequential other = new Sequential(
                plain.layers().get(0),
                plain.layers().get(1),
                plain.layers().get(2),
                new Activation(Activation.Kind.RELU));
        Comparison comparison = Comparison.of(plain, other, INPUT);
        assertFalse(comparison.measure("aligned.cosine").applies());
        assertTrue(comparison.warnings().contains("aligned.*: alignment: expected as many layers, found 3 and 4"));
    }

    @Test
    void measuresThatDoNotApplyAreNullWithAWarning() {
        Sequential zero = Mlps.random("mlp:4-2", 4, 2, 1);
        zero.state().forEach((name, tensor) -> Arrays.fill(tensor.array(), 0));
        Comparison comparison = Comparison.of(zero, Mlps.random("mlp:4-2", 4, 2, 2), INPUT);
        assertFalse(comparison.measure("raw.cosine").applies());
        assertFalse(comparison.measure("wholeChain.cosine").applies());
        assertTrue(comparison.warnings().contains("raw.cosine: not defined, a vector is zero or constant"));
        assertTrue(comparison
                .warnings()
                .contains(
                        "wholeChain.cosine: similarity: expected a feature of positive norm, found 0.0 in network 0"));
    }

    @Test
    void layersWithoutParametersMayDiffer() {
        Shape image = Shape.of(1, 12, 12);
        Sequential network = Architecture.of("lenet5", image, 3).build(RandomStream.of(1));
        Sequential bare = new Sequential(network.layers().stream()
                .filter(layer -> !(layer instanceof MaxPool2d))
                .collect(Collectors.toList()));
        Comparison found = Comparison.of(network, image, bare, null);
        assertEquals(
                List.of(0.0, 0.0, 0.0, 0.0, 0.0),
                found.measure("raw.euclidean.layers").values());
        assertEquals(0, found.measure("pushForward.euclidean").value(), 1e-6);
    }

    @Test
    void batchNormalizationIsFoldedBeforeEveryMeasure() {
        Sequential network = Architecture.of("mlp:4-5-6-3/batch-norm", INPUT, 3).build(RandomStream.of(1));
        Cnns.settle(network);
        Comparison found = Comparison.of(network, network.folded(), INPUT);
        for (String name : List.of("raw", "pushForward", "aligned")) {
            assertEquals(0, found.measure(name + ".euclidean").value(), name);
        }
        assertEquals(List.of(1.0, 1.0, 1.0), rounded(found.measure("chain.cosine")));
        assertEquals(List.of(1.0, 1.0, 1.0), rounded(found.measure("plainChain.cosine")));
        assertEquals(1, found.measure("wholeChain.cosine").value(), 1e-12);
        assertEquals(List.of(), found.warnings());
    }

    private static List<Double> rounded(Measurement measurement) {
        return measurement.values().stream().map(x -> Math.rint(x * 1e9) / 1e9).toList();
    }

    @Test
    void standInsOfTheWholeChainAreSaid() {
        Shape image = Shape.of(1, 12, 12);
        Sequential network = Architecture.of("lenet5", image, 3).build(RandomStream.of(1));
        assertEquals(
                List.of("wholeChain.cosine: maximum pooling counts as average pooling"),
                Comparison.of(network, network, image).warnings());
    }

    @Test
    void withoutTheShapeOfTheInputThereIsNoWholeChain() {
        Sequential network = Mlps.random("mlp:4-5-3", 4, 3, 1);
        Comparison comparison = Comparison.of(network, INPUT, network, null);
        assertFalse(comparison.measure("wholeChain.cosine").applies());
        assertEquals(List.of("wholeChain.cosine: the shape of the input is not known"), comparison.warnings());
    }

    @Test
    void weightsThatAreNoNumbersAreNamed() {
        Sequential network = Mlps.random("mlp:4-5-3", 4, 3, 1);
        network.state().get("2.weight").set(Float.POSITIVE_INFINITY, 0, 4);
        assertEquals(
                "2.weight: expected finite values, found Infinity at element 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Comparison.of(Mlps.random("mlp:4-5-3", 4, 3, 1), network, INPUT))
                        .getMessage());
    }
}
