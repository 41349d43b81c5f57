package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import org.junit.jupiter.api.Test;

class CkaTest {
    private final Representation x = Reference.x();
    private final Representation y = Reference.y();

    private double rbf(Representation other) {
        return Cka.rbf(Pair.of(x, other), 1, Workers.single()).value();
    }

    @Test
    void agreesWithTheReference() {
        assertEquals(.6666035501619849, Cka.linear(x, y), 1e-14);
        assertEquals(.6487530970719162, Cka.unbiased(x, y), 1e-14);
    }

    /** NumPy: the sums of Song et al.'s estimator over rows 0:16, 16:32, 32:48, 48:60, and 0:19 … 57:60 dropped. */
    @Test
    void minibatchAgreesWithNumpy() {
        assertEquals(.6536455187473761, Cka.minibatch(x, y, 16), 1e-13);
        assertEquals(.6632761683090267, Cka.minibatch(x, y, 19), 1e-13);
        assertEquals(.6487530970719162, Cka.minibatch(x, y, 1000), 1e-13);
        assertThrows(IllegalArgumentException.class, () -> Cka.minibatch(x, y, 3));
    }

    /** NumPy: {@code exp(-d / 2 / median(d[triu_indices(n, 1)]))} of squared distances, centred on both sides. */
    @Test
    void rbfAgreesWithNumpy() {
        assertEquals(.6944708958090466, rbf(y), 1e-13);
    }

    @Test
    void moreNeuronsThanInputsGiveTheSame() {
        Representation a = Representation.of(Reference.random(20, 50, 1), "A");
        Representation b = Representation.of(Reference.random(20, 30, 2), "B");
        Matrix product = a.centred().transposeTimes(b.centred());
        assertEquals(
                Cka.dot(product, product),
                Cka.cross(a.centred(), b.centred()),
                1e-12 * Cka.cross(a.centred(), b.centred()));
    }

    @Test
    void isInvariantToRotationOffsetAndScale() {
        Representation moved = Representation.of(Reference.moved(Reference.Y, 1e-4, 3), "Y");
        assertEquals(Cka.linear(x, y), Cka.linear(x, moved), 1e-10);
        assertEquals(Cka.unbiased(x, y), Cka.unbiased(x, moved), 1e-10);
        assertEquals(rbf(y), rbf(moved), 1e-10);
        assertEquals(1, Cka.linear(y, moved), 1e-10);
    }

    @Test
    void independentRepresentationsHaveAnUnbiasedMeanOfZero() {
        double sum = 0;
        for (int seed = 0; seed < 200; seed++) {
            sum += Cka.unbiased(
                    Representation.of(Reference.random(12, 6, 2 * seed), "A"),
                    Representation.of(Reference.random(12, 6, 2 * seed + 1), "B"));
        }
        assertEquals(0, sum / 200, 0.03);
    }

    @Test
    void tooFewInputsAreRefused() {
        Representation small = Representation.of(Reference.random(3, 2, 1), "A");
        assertThrows(IllegalArgumentException.class, () -> Cka.unbiased(small, small));
        assertThrows(IllegalArgumentException.class, () -> Cka.linear(small, x));
    }
}
