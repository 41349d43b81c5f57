package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.linalg.Matrix;
import org.junit.jupiter.api.Test;

/** Numbers from NumPy with {@code u, r, v = svd(qr(x)[0].T @ qr(y)[0])} of the centred reference matrices. */
class CcaTest {
    private static final double[] RHO = {
        .9847684890928992, .9682151469515243, .9532075693290919, .3103035173684023, .03692328251192615
    };

    private static SharedBasis basis(Matrix x, Matrix y) {
        return SharedBasis.of(Representation.of(x, "X"), Representation.of(y, "Y"));
    }

    @Test
    void agreesWithTheReference() {
        Cca cca = Cca.of(basis(Reference.X, Reference.Y));
        assertArrayEquals(RHO, cca.correlations(), 1e-13);
        assertEquals(.6506836010507687, cca.mean(), 1e-13);
        assertEquals(.5826931639611213, cca.rSquared(), 1e-13);
        assertArrayEquals(RHO, Cca.of(basis(Reference.Y, Reference.X)).correlations(), 1e-13);
    }

    /** {@code -(59 - 6.5) * np.log(1 - r[k:]**2).sum()}. */
    @Test
    void bartlettCutsTheTail() {
        Cca cca = Cca.of(basis(Reference.X, Reference.Y));
        double[] expected = {
            460.1989850439172, 276.50743676644487, 130.99642566943982, 5.386978503698617, 0.07162359590789893, 0
        };
        for (int k = 0; k < 6; k++) {
            assertEquals(expected[k], cca.bartlett(k), 1e-10);
            assertEquals((5 - k) * (7 - k), cca.degreesOfFreedom(k));
        }
    }

    @Test
    void isInvariantToLinearMapsAndOffsets() {
        Matrix map = Reference.random(7, 7, 3);
        Matrix mapped = Reference.Y.times(map);
        for (int i = 0; i < mapped.array().length; i++) {
            mapped.array()[i] = 1e4 * mapped.array()[i] + 1e3 * (i % 7);
        }
        assertArrayEquals(RHO, Cca.of(basis(Reference.X, mapped)).correlations(), 1e-11);
        for (double scale : new double[] {1e-200, 1e-4, 1e4, 1e200}) {
            Matrix x = Reference.X.copy();
            for (int i = 0; i < x.array().length; i++) {
                x.array()[i] *= scale;
            }
            assertArrayEquals(RHO, Cca.of(basis(x, Reference.Y)).correlations(), 1e-13);
        }
    }

    @Test
    void neuronsOfVeryDifferentScaleAllCount() {
        Matrix x = Reference.X.copy();
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] *= StrictMath.pow(10, 6 * (i % 5) - 12);
        }
        assertArrayEquals(RHO, Cca.of(basis(x, Reference.Y)).correlations(), 1e-12);
    }

    @Test
    void dependentNeuronsAddNothing() {
        Matrix wide = Matrix.zeros(60, 8);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 5; j++) {
                wide.set(i, j, Reference.X.get(i, j));
            }
            wide.set(i, 5, 3); // dead
            wide.set(i, 6, Reference.X.get(i, 0) * 2);
            wide.set(i, 7, Reference.X.get(i, 1) - Reference.X.get(i, 2) + 1);
        }
        SharedBasis basis = basis(wide, Reference.Y);
        assertEquals(5, basis.rankX());
        assertEquals(7, basis.rankY());
        assertArrayEquals(RHO, Cca.of(basis).correlations(), 1e-13);
    }

    @Test
    void withItselfEveryCorrelationIsOne() {
        Matrix a = Reference.random(300, 40, 1);
        Matrix moved = a.times(Reference.random(40, 40, 2));
        for (Matrix b : new Matrix[] {a, moved}) {
            for (double rho : Cca.of(basis(a, b)).correlations()) {
                assertEquals(1, rho, 1e-12);
            }
        }
    }

    @Test
    void fewInputsForceCorrelationsToOne() {
        double[] rho = Cca.of(basis(Reference.random(10, 6, 1), Reference.random(10, 7, 2)))
                .correlations();
        assertEquals(6, rho.length);
        for (int i = 0; i < 4; i++) { // p + q - (n - 1)
            assertEquals(1, rho[i], 1e-12);
        }
        assertEquals(true, rho[4] < 0.9999);
        rho = Cca.of(basis(Reference.random(10, 30, 1), Reference.random(10, 20, 2)))
                .correlations();
        assertEquals(9, rho.length);
        assertEquals(1, rho[8], 1e-12);
        assertThrows(
                IllegalArgumentException.class, () -> basis(Reference.random(10, 2, 1), Reference.random(11, 2, 1)));
    }
}
