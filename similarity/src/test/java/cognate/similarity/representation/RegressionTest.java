package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers from NumPy: {@code norm(qr(x)[0].T @ y)**2 / norm(y)**2}. */
class RegressionTest {
    @Test
    void agreesWithNumpy() {
        SharedBasis basis = SharedBasis.of(Reference.x(), Reference.y());
        assertEquals(.8909021712815951, Regression.rSquared(basis), 1e-13);
        assertEquals(.6275212277951709, Regression.rSquared(basis.exchanged()), 1e-13);
    }
}
