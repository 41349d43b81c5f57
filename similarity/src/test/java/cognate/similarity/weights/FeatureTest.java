package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTest {
    private static Matrix random(int rows, int columns, RandomStream random) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.array().length; i++) {
            matrix.array()[i] = random.nextGaussian();
        }
        return matrix;
    }

    /** The definition: the cosine of the Gram matrices as vectors. */
    private static double cosine(Matrix x, Matrix y) {
        return Distances.cosine(x.timesTranspose(x).array(), y.timesTranspose(y).array());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 100, 200})
    void itIsTheCosineOfGramMatricesForAnyWidthOfBlocks(int columns) {
        RandomStream random = RandomStream.of(1);
        List<Matrix> matrices = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            matrices.add(random(31, columns + i % 2, random)); // widths may differ between networks
        }
        List<Feature> features = new ArrayList<>();
        matrices.forEach(x -> features.add(Feature.gram(x, List.of())));
        double[][] similarity = Feature.similarity(features, Workers.single());
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                assertEquals(cosine(matrices.get(i), matrices.get(j)), similarity[i][j], 1e-13);
                assertEquals(similarity[j][i], similarity[i][j]);
                assertTrue(similarity[i][j] >= 0 && similarity[i][j] <= 1);
            }
            assertEquals(1, similarity[i][i]);
        }
    }

    /** Whatever is held at once, the bits are the same, and no more features are asked for than have to pass by. */
    @ParameterizedTest
    @CsvSource({"1000000, 24", "6000, 40", "2000, 101", "1, 277"})
    void theBitsDoNotDependOnTheMemory(long bytes, int asked) {
        RandomStream random = RandomStream.of(4);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            Matrix[] taps = {random(3, 2 + i % 2, random), random(3, 2 + i % 2, random)};
            features.add(Feature.gram(random(17, 3, random), List.<Matrix[]>of(taps)));
        }
        AtomicInteger count = new AtomicInteger();
        double[][] found = Feature.similarity(
                23,
                i -> {
                    count.incrementAndGet();
                    return features.get(i);
                },
                bytes,
                Workers.single());
        assertArrayEquals(Feature.similarity(features, Workers.single()), found);
        assertEquals(asked, count.get());
        try (Workers workers = Workers.of(3)) {
            assertArrayEquals(found, Feature.similarity(23, features::get, bytes, workers));
        }
    }

    @Test
    void factorsAreWhatMultiplyingThemOutWouldGive() {
        RandomStream random = RandomStream.of(2);
        List<Feature> lazy = new ArrayList<>();
        List<Matrix> whole = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Matrix x = random(10, 6, random);
            Matrix[] taps = {random(6, 4, random), random(6, 4, random), random(6, 4, random)};
            Matrix[] last = {random(4, 5, random)};
            lazy.add(Feature.gram(x, List.of(taps, last)));
            Matrix stacked = Matrix.zeros(30, 5);
            for (int tap = 0; tap < 3; tap++) {
                double[] part = x.times(taps[tap]).times(last[0]).array();
                System.arraycopy(part, 0, stacked.array(), tap * part.length, part.length);
            }
            whole.add(stacked);
        }
        double[][] similarity = Feature.similarity(lazy, Workers.single());
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(cosine(whole.get(i), whole.get(j)), similarity[i][j], 1e-13);
            }
        }
    }

    @Test
    void theBitsAreThoseOfOneThread() {
        RandomStream random = RandomStream.of(3);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            features.add(Feature.gram(random(50, 40, random), List.of()));
        }
        double[][] expected = Feature.similarity(features, Workers.single());
        for (int threads : new int[] {2, 3}) {
            try (Workers workers = Workers.of(threads)) {
                assertArrayEquals(expected, Feature.similarity(features, workers));
            }
        }
    }

    @Test
    void hugeAndTinyWeightsNeitherOverflowNorVanish() {
        RandomStream random = RandomStream.of(4);
        Matrix x = random(5, 3, random);
        Matrix y = random(5, 3, random);
        double expected = cosine(x, y);
        for (int i = 0; i < 15; i++) {
            x.array()[i] *= 1e200;
            y.array()[i] *= 1e-200;
        }
        assertEquals(expected, Feature.gram(x, List.of()).cosine(Feature.gram(y, List.of())), 1e-14);
    }

    @Test
    void vectorsHaveTheirOwnSignedCosine() {
        double[] a = {1, -2, 3};
        double[] b = {-1, 1, -4};
        assertEquals(Distances.cosine(a, b), Feature.vector(a).cosine(Feature.vector(b)), 1e-15);
    }

    @Test
    void featuresThatCannotBeComparedAreNamed() {
        Feature zero = Feature.gram(Matrix.zeros(3, 2), List.of());
        Feature one = Feature.gram(Matrix.identity(3), List.of());
        Feature other = Feature.gram(Matrix.identity(4), List.of());
        assertEquals("similarity: expected a feature of positive norm, found 0.0 in network 1", message(one, zero));
        Feature wide = Feature.gram(Matrix.zeros(3, 5), List.of());
        assertEquals("similarity: expected a feature of positive norm, found 0.0 in network 1", message(one, wide));
        assertEquals(
                "similarity: networks with inputs of one size, found [3, 3] in network 0 and [4, 4] in network 1",
                message(one, other));
    }

    private static String message(Feature a, Feature b) {
        return assertThrows(IllegalArgumentException.class, () -> a.cosine(b)).getMessage();
    }
}
