package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerSimilarityTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<Matrix> NOISE = List.of(noise(1, 5), noise(2, 7), noise(3, 5));

    private static Matrix noise(int seed, int columns) {
        RandomStream random = RandomStream.of(seed);
        Matrix matrix = Matrix.zeros(200, columns);
        for (int i = 0; i < matrix.array().length; i++) {
            matrix.array()[i] = random.nextGaussian();
        }
        return matrix;
    }

    @Test
    void pairsHaveTheMeasuresOfTheirMatrices() {
        Representation a = Representation.of(NOISE.get(0), "a");
        Representation b = Representation.of(NOISE.get(1), "b");
        Cca cca = Cca.of(SharedBasis.of(b, a));
        double[][] pwcca = LayerSimilarity.of(NAMES, NOISE, Measures.of("pwcca"), Workers.single())
                .values();
        double[][] cka = LayerSimilarity.of(NAMES, NOISE, Measures.of("cka.linear"), Workers.single())
                .values();
        assertEquals((Pwcca.of(cca) + Pwcca.reversed(cca)) / 2, pwcca[0][1]);
        assertEquals(Cka.linear(b, a), cka[0][1]);
        for (double[][] values : List.of(pwcca, cka)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(1, values[i][i]);
                for (int j = 0; j < 3; j++) {
                    assertEquals(values[i][j], values[j][i]);
                }
            }
        }
    }

    @Test
    void noiseIsAsAlikeAsByChance() {
        for (Measure measure : Measures.ofNetworks()) {
            LayerSimilarity found = LayerSimilarity.of(NAMES, NOISE, measure, Workers.single());
            double mean = (found.values()[0][1] + found.values()[0][2] + found.values()[1][2]) / 3;
            assertEquals(found.chance(), mean, 0.25 * found.chance(), measure.toString());
        }
    }

    @Test
    void namesTheNetworkAtFault() {
        List<Matrix> dead = List.of(NOISE.get(0), NOISE.get(1), Matrix.zeros(200, 4));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> LayerSimilarity.of(NAMES, dead, Measures.of("cka.linear"), Workers.single()))
                .getMessage();
        assertTrue(message.startsWith("c: a neuron that varies"), message);
    }
}
