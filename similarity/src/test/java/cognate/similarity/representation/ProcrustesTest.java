package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.linalg.Matrix;
import org.junit.jupiter.api.Test;

class ProcrustesTest {
    @Test
    void agreesWithTheReference() {
        Procrustes procrustes = Procrustes.of(Reference.x(), Reference.y());
        assertEquals(.5150012626491214, procrustes.squared(), 1e-13);
        assertEquals(.7340023898861987, procrustes.angular(), 1e-13); // numpy.arccos of the nuclear norm
    }

    @Test
    void rotatedCopiesAreAtNoDistance() {
        Matrix a = Reference.random(400, 30, 1);
        Representation x = Representation.of(a, "X");
        for (Matrix b : new Matrix[] {a, Reference.moved(a, 1e4, 2), Reference.moved(a, 1e-4, 0)}) {
            Procrustes procrustes = Procrustes.of(x, Representation.of(b, "Y"));
            assertEquals(0, procrustes.squared(), 1e-20);
            assertEquals(0, procrustes.angular(), 1e-11);
        }
    }

    @Test
    void bothFormulasMeet() {
        Matrix a = Reference.random(200, 10, 1);
        Matrix noise = Reference.random(200, 12, 2);
        double last = 0;
        for (int step = 1; step < 40; step++) { // across cosine 0.999, with different numbers of neurons
            Matrix b = Matrix.zeros(200, 12);
            for (int i = 0; i < 200; i++) {
                for (int j = 0; j < 12; j++) {
                    b.set(i, j, (j < 10 ? a.get(i, j) : 0) + 0.002 * step * noise.get(i, j));
                }
            }
            double squared = Procrustes.of(Representation.of(a, "X"), Representation.of(b, "Y"))
                    .squared();
            assertEquals(0, squared - last, 6e-4);
            assertEquals(true, squared > last);
            last = squared;
        }
    }
}
