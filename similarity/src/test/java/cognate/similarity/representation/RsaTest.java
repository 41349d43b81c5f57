package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Numbers from NumPy and SciPy: {@code a = 1 - corrcoef(x)[triu_indices(60, 1)]}, then corrcoef and spearmanr. */
class RsaTest {
    @Test
    void agreesWithNumpy() {
        assertEquals(.6735729231468406, Rsa.pearson(Reference.x(), Reference.y()), 1e-13);
        assertEquals(.6722898525549854, Rsa.spearman(Reference.x(), Reference.y()), 1e-13);
    }

    @Test
    void withItselfIsOneAndOneNeuronIsRefused() {
        assertEquals(1, Rsa.pearson(Reference.x(), Reference.x()), 1e-14);
        assertEquals(1, Rsa.spearman(Reference.x(), Reference.x()), 1e-14);
        Representation one = Representation.of(Reference.random(60, 1, 1), "X");
        assertThrows(ArithmeticException.class, () -> Rsa.pearson(one, Reference.y()));
    }
}
