package cognate.similarity.representation;

import static cognate.similarity.representation.Dissimilarity.Kind.CENTRED_CORRELATION;
import static cognate.similarity.representation.Dissimilarity.Kind.CORRELATION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers from SciPy: {@code a = pdist(x, "correlation")}, then pearsonr and spearmanr; and of centred columns. */
class RsaTest {
    private static final Workers ONE = Workers.single();

    @Test
    void agreesWithScipy() {
        Pair pair = Pair.of(Reference.X, Reference.Y);
        assertEquals(.6670034099036223, Rsa.pearson(pair, CORRELATION, ONE).value(), 1e-13);
        assertEquals(.6656300047563573, Rsa.spearman(pair, CORRELATION, ONE).value(), 1e-13);
        assertEquals(
                .6735729231468406, Rsa.pearson(pair, CENTRED_CORRELATION, ONE).value(), 1e-13);
        assertEquals(
                .6722898525549854, Rsa.spearman(pair, CENTRED_CORRELATION, ONE).value(), 1e-13);
    }

    @Test
    void withItselfIsOneAndOneNeuronIsRefused() {
        Pair self = Pair.of(Reference.X, Reference.X);
        assertEquals(1, Rsa.pearson(self, CORRELATION, ONE).value(), 1e-14);
        assertEquals(1, Rsa.spearman(self, CORRELATION, ONE).value(), 1e-14);
        Pair one = Pair.of(Reference.random(60, 1, 1), Reference.Y);
        assertThrows(ArithmeticException.class, () -> Rsa.pearson(one, CORRELATION, ONE));
    }

    /** SciPy gives NaN. */
    @Test
    void constantRowsCountAsOneAwayAndAreSaid() {
        Matrix dead = Reference.X.copy();
        for (int j = 0; j < 5; j++) {
            dead.set(3, j, 0);
            dead.set(17, j, 0.1);
        }
        Pair pair = Pair.of(dead, Reference.Y);
        Score score = Rsa.pearson(pair, CORRELATION, ONE);
        assertEquals(List.of("2 and 0 constant rows of X and Y count as 1 away from every other"), score.notes());
        double[] pairs = pair.dissimilarities(CORRELATION, ONE).x();
        assertEquals(1, pairs[Dissimilarity.at(3, 17, 60)]);
        assertEquals(1, pairs[Dissimilarity.at(17, 50, 60)]);
    }
}
