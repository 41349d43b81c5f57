package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers from NumPy with {@code svd(ux[:, :kx].T @ uy[:, :ky])[1].mean()}, u the left singular vectors. */
class SvccaTest {
    private final SharedBasis basis = SharedBasis.of(Reference.x(), Reference.y());

    @Test
    void agreesWithTheReference() {
        assertEquals(.6506836010507687, Svcca.bySquares(basis, 0.99), 1e-13);
        assertEquals(.6506836010507687, Svcca.byValues(basis, 0.99), 1e-13);
        assertEquals(.9200868339991697, Svcca.bySquares(basis, 0.8), 1e-13); // 4 and 3 directions
        assertEquals(.7309019275176165, Svcca.byValues(basis, 0.8), 1e-13); // 4 and 4
        assertEquals(.6310469273383555, Svcca.leading(basis, 3), 1e-13);
        assertEquals(.6506836010507687, Svcca.leading(basis, 20), 1e-13);
    }
}
