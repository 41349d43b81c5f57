package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Flatten;
import cognate.models.layer.Gru;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import cognate.similarity.Cnns;
import cognate.similarity.Mlps;
import cognate.similarity.Recurrents;
import cognate.similarity.Residuals;
import cognate.similarity.Twins;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainProductTest {
    private static final double[][] GRAM_ROW = {
        {.37993920141180537, .055156752136130305, .16980114507556246, .3281853733646286},
        {.32902778382841313, .6032095548502894, -.5164137503483421, .1655497020678386},
        {.6873895018088557, 1.2713762419841423, -.9321283997149504, .44432709037234175}
    };

    @Test
    void theReferenceNetworkHasTheReferenceNumbers() {
        ChainProduct chain = new ChainProduct(Mlps.reference(Activation.Kind.RELU), true);
        assertEquals(3, chain.depth());
        for (int depth = 1; depth <= 3; depth++) {
            Matrix x = chain.feature(depth).first();
            double[] row = Arrays.copyOf(x.timesTranspose(x).array(), 4);
            assertArrayEquals(GRAM_ROW[depth - 1], row, 2e-7, "weights are floats");
        }
    }

    @Test
    void permutingHiddenUnitsChangesNoSimilarity() {
        Sequential network = Mlps.random("mlp:20-17-9-4", 20, 4, 1);
        Sequential twin = Twins.permuted(network, RandomStream.of(2));
        for (int depth = 1; depth <= 3; depth++) {
            assertEquals(1, cosine(network, twin, true, depth), 1e-6);
            assertEquals(1, cosine(network, twin, false, depth), 1e-6);
        }
    }

    @Test
    void rescalingHiddenUnitsChangesThePlainFormOnlyWhereTheyAreTheLastOnes() {
        Sequential network = Mlps.random("mlp:20-17-9-4", 20, 4, 1);
        Sequential twin = Twins.rescaled(network, RandomStream.of(2));
        assertTrue(cosine(network, twin, false, 1) < 0.9);
        assertTrue(cosine(network, twin, false, 2) < 0.95);
        assertEquals(1, cosine(network, twin, false, 3), 1e-6);
        assertTrue(cosine(network, twin, true, 3) < 0.8);
    }

    @Test
    void rowsOfZerosStayZero() {
        Sequential network = Mlps.random("mlp:3-2-2", 3, 2, 1);
        network.state().get("0.weight").set(0, 0, 1);
        network.state().get("0.weight").set(0, 1, 1);
        Matrix x = new ChainProduct(network, true).feature(2).first();
        assertArrayEquals(new double[] {0, 0}, new double[] {x.get(1, 0), x.get(1, 1)});
    }

    @Test
    void ofRecurrentLayersItIsTheFirstOnesGramMatrix() {
        Sequential network = Recurrents.of("gru", 1);
        ChainProduct chain = new ChainProduct(network, true);
        assertEquals(1, chain.depth());
        Tensor weight = network.state().get("0.weight_ih_l0");
        Matrix x = chain.feature(1).first();
        Matrix gram = x.timesTranspose(x);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double expected = 0;
                for (int unit = 0; unit < 18; unit++) {
                    expected += (double) weight.get(unit, i) * weight.get(unit, j);
                }
                assertEquals(expected, gram.get(i, j), 1e-12);
            }
        }
    }

    /**
     * By the letter: Y = X_(l-1)ᵀ reshape(transpose01(W_l)), its columns of one channel as a row of X_l; G_l = X_lᵀ
     * X_l.
     */
    private static double[] convolutionGram(Sequential network, int depth) {
        double[][] x = null;
        int at = 0;
        for (Layer layer : network.layers()) {
            if (layer instanceof Conv2d && at++ < depth) {
                Tensor w = ((Conv2d) layer).weight();
                int taps = w.dim(2) * w.dim(3);
                int before = x == null ? w.dim(1) : x[0].length;
                double[][] next = new double[w.dim(0)][before * taps];
                for (int c = 0; c < next.length; c++) {
                    for (int m = 0; m < before; m++) {
                        for (int t = 0; t < taps; t++) {
                            for (int j = 0; j < w.dim(1); j++) {
                                double left = x == null ? (j == m ? 1 : 0) : x[j][m];
                                next[c][m * taps + t] += left * w.get(c, j, t / w.dim(3), t % w.dim(3));
                            }
                        }
                    }
                }
                x = next;
            }
        }
        return Matrix.ofRows(x).gram().array();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void ofConvolutionsItIsThePredecessorsChain(int depth) {
        Shape image = Shape.of(2, 8, 8);
        Architecture architecture = Architecture.of("cnn:3-M-4-5", image, 3);
        Sequential a = architecture.build(RandomStream.of(1));
        Sequential b = architecture.build(RandomStream.of(2));
        double expected = Distances.cosine(convolutionGram(a, depth), convolutionGram(b, depth));
        assertEquals(expected, cosine(a, b, true, depth), 1e-12);
        assertEquals(expected, cosine(a, b, false, depth), 1e-12);
        assertEquals(3, new ChainProduct(a, true).depth());
    }

    @Test
    void channelsInsideAChainOfConvolutionsMayBePermutedAndRescaled() {
        Architecture architecture = Architecture.of("cnn:3-M-40-5", Shape.of(2, 8, 8), 3);
        Sequential network = architecture.build(RandomStream.of(1));
        Sequential permuted = Twins.permuted(network, RandomStream.of(2));
        assertEquals(1, cosine(network, permuted, true, 1), 1e-6);
        assertEquals(1, cosine(network, permuted, true, 3), 1e-6);
        Sequential rescaled = Twins.rescaled(network, RandomStream.of(3));
        assertTrue(cosine(network, rescaled, true, 2) < 0.99);
        assertTrue(cosine(network, rescaled, true, 3) < 0.99, "the last channels are not inside");
        Architecture linear = Architecture.of("cnn:3-40-1", Shape.of(2, 8, 8), 3);
        Sequential one = linear.build(RandomStream.of(1));
        assertEquals(1, cosine(one, Twins.rescaled(one, RandomStream.of(3)), true, 3), 1e-6);
    }

    /** Networks of one function, one with batch normalization and one without; before, up to .6 apart. */
    @ParameterizedTest
    @CsvSource({"mlp:20-17-9-4/batch-norm, 20", "cnn:3-M-4-5/batch-norm, 2x8x8"})
    void batchNormalizationIsFolded(String model, String dims) {
        Shape input = Shape.of(
                Arrays.stream(dims.split("x")).mapToInt(Integer::parseInt).toArray());
        Sequential network = Architecture.of(model, input, 4).build(RandomStream.of(1));
        Cnns.settle(network);
        Sequential folded = network.folded();
        for (int depth = 1; depth <= 3; depth++) {
            assertEquals(1, cosine(network, folded, true, depth), 1e-12);
            assertEquals(1, cosine(network, folded, false, depth), 1e-12);
            assertEquals(
                    1,
                    new ChainProduct(folded, true)
                            .feature(depth)
                            .cosine(new ChainProduct(network, true).feature(depth)),
                    1e-12);
        }
        assertEquals(3, new ChainProduct(network, true).depth());
    }

    @Test
    void sumsHaveNoChain() {
        assertEquals(
                "expected a chain of weights, found sums of several",
                assertThrows(IllegalArgumentException.class, () -> new ChainProduct(Residuals.of(false, 1, 4, 1), true))
                        .getMessage());
    }

    /** What is applied step by step does not go on in what takes in all steps, nor in a recurrent layer. */
    @Test
    void chainsEndWhereUnitsStandForSteps() {
        RandomStream random = RandomStream.of(1);
        Linear step = new Linear(3, 5, true, random);
        assertEquals(
                1,
                new ChainProduct(new Sequential(step, new Gru(5, 4, 1, random), new Linear(4, 2, true, random)), true)
                        .depth());
        assertEquals(1, new ChainProduct(new Sequential(new Gru(3, 4, 2, random)), true).depth());
        assertEquals(
                2,
                new ChainProduct(
                                new Sequential(
                                        step,
                                        new Linear(5, 6, true, random),
                                        new Flatten(),
                                        new Linear(24, 2, true, random)),
                                true)
                        .depth());
    }

    private static double cosine(Sequential a, Sequential b, boolean rowsNormalized, int depth) {
        return new ChainProduct(a, rowsNormalized)
                .feature(depth)
                .cosine(new ChainProduct(b, rowsNormalized).feature(depth));
    }
}
