package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Sequential;
import cognate.similarity.Mlps;
import cognate.similarity.Recurrents;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
            Matrix x = chain.product(depth);
            double[] row = Arrays.copyOf(x.timesTranspose(x).array(), 4);
            assertArrayEquals(GRAM_ROW[depth - 1], row, 2e-7, "weights are floats");
        }
    }

    @Test
    void permutingHiddenUnitsChangesNoSimilarity() {
        Sequential network = Mlps.random("mlp:20-17-9-4", 20, 4, 1);
        Sequential twin = Mlps.permuted(network, RandomStream.of(2));
        for (int depth = 1; depth <= 3; depth++) {
            assertEquals(1, cosine(network, twin, true, depth), 1e-6);
            assertEquals(1, cosine(network, twin, false, depth), 1e-6);
        }
    }

    @Test
    void rescalingHiddenUnitsChangesThePlainFormOnlyWhereTheyAreTheLastOnes() {
        Sequential network = Mlps.random("mlp:20-17-9-4", 20, 4, 1);
        Sequential twin = Mlps.rescaled(network, RandomStream.of(2));
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
        Matrix x = new ChainProduct(network, true).product(2);
        assertArrayEquals(new double[] {0, 0}, new double[] {x.get(1, 0), x.get(1, 1)});
    }

    @Test
    void ofRecurrentLayersItIsTheFirstOnesGramMatrix() {
        Sequential network = Recurrents.of("gru", 1);
        ChainProduct chain = new ChainProduct(network, true);
        assertEquals(1, chain.depth());
        Tensor weight = network.state().get("0.weight_ih_l0");
        Matrix x = chain.product(1);
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

    private static double cosine(Sequential a, Sequential b, boolean rowsNormalized, int depth) {
        return new ChainProduct(a, rowsNormalized)
                .feature(depth)
                .cosine(new ChainProduct(b, rowsNormalized).feature(depth));
    }
}
