package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.linalg.Matrix;
import org.junit.jupiter.api.Test;

class PwccaTest {
    private static Cca cca(Matrix x, Matrix y) {
        return Cca.of(SharedBasis.of(Representation.of(x, "X"), Representation.of(y, "Y")));
    }

    @Test
    void agreesWithTheReference() {
        Cca cca = cca(Reference.X, Reference.Y);
        assertEquals(.7180126056607072, Pwcca.of(cca), 1e-13);
        assertEquals(.8660317494121972, Pwcca.reversed(cca), 1e-13);
        assertEquals(.8660317494121972, Pwcca.of(cca(Reference.Y, Reference.X)), 1e-13);
    }

    @Test
    void isInvariantToRotationOfTheOtherSide() {
        assertEquals(.7180126056607072, Pwcca.of(cca(Reference.X, Reference.moved(Reference.Y, 7, 3))), 1e-12);
    }

    /**
     * NumPy, with {@code isq} the inverse symmetric square root: {@code u, r, v = svd(isq(x.T @ x) @ x.T @ y @
     * isq(y.T @ y)); u *= sign(u[abs(u).argmax(0), range(5)]); P = qr(x @ u + X.mean(0))[0]; w = abs(P.T @ X).sum(1);
     * (w * r).sum() / w.sum()}.
     */
    @Test
    void releasedVariantAgreesWithNumpy() {
        Representation x = Reference.x();
        Representation y = Reference.y();
        assertEquals(0.7096915601400257, Pwcca.released(x, y, SharedBasis.of(x, y)), 1e-12);
        assertEquals(0.7096915601400257, Pwcca.released(y, x, SharedBasis.of(y, x)), 1e-12);
        Matrix twice = Matrix.zeros(60, 2);
        for (int i = 0; i < 60; i++) {
            twice.set(i, 0, i);
            twice.set(i, 1, 2 * i);
        }
        Representation dependent = Representation.of(twice, "X");
        assertThrows(IllegalArgumentException.class, () -> Pwcca.released(dependent, y, SharedBasis.of(dependent, y)));
    }

    @Test
    void withItselfIsOne() {
        Matrix a = Reference.random(500, 60, 1);
        assertEquals(1, Pwcca.of(cca(a, a)), 1e-12);
    }

    /** Two correlations are 1: before, the weights of both hung on how the decomposition turned their directions. */
    @Test
    void isUniqueWhereCorrelationsAreEqual() {
        Matrix x = Reference.random(100, 5, 1);
        Matrix y = Reference.random(100, 4, 2);
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 5; j++) {
                x.set(i, j, (j + 1) * x.get(i, j) + x.get(i, 0));
            }
            y.set(i, 0, x.get(i, 0));
            y.set(i, 1, x.get(i, 1) + x.get(i, 3));
        }
        double value = Pwcca.of(cca(x, y));
        for (int seed = 3; seed < 8; seed++) {
            Matrix mixed = y.times(Reference.random(4, 4, seed));
            assertEquals(value, Pwcca.of(cca(x, mixed)), 1e-10);
        }
        assertEquals(Pwcca.reversed(cca(y, x)), value, 1e-10);
    }
}
