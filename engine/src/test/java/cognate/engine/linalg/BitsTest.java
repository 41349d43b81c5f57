package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The same bits on every JDK, for every width of vectors, interpreted or compiled. */
class BitsTest {
    private final CRC32 crc = new CRC32();

    private void add(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            bytes.putDouble(value);
        }
        crc.update(bytes.array());
    }

    @Test
    void factorizationsHaveKnownBits() {
        Matrix a = Matrices.random(150, 70, 1);
        Qr pivoted = Qr.pivoted(a);
        add(pivoted.r().array());
        add(pivoted.q().array());
        add(Qr.of(a).r().array());
        Svd svd = Svd.of(a);
        add(svd.u().array());
        add(svd.values());
        add(svd.v().array());
        SymmetricEigen eigen = SymmetricEigen.of(a.gram());
        add(eigen.values());
        add(eigen.vectors().array());
        add(Cholesky.of(a.gram()).l().array());
        assertEquals(2268386400L, crc.getValue());
    }

    @Test
    void solutionsHaveKnownBits() {
        Matrix a = Matrices.random(90, 40, 1);
        Matrix b = Matrices.random(90, 3, 2);
        add(Qr.of(a).solve(b).array());
        add(Qr.pivoted(a).solve(b).array());
        add(Svd.of(a).solve(b).array());
        add(Svd.of(a).pseudoInverse().array());
        add(Cholesky.of(a.gram()).solve(a.transposeTimes(b)).array());
        add(Lu.of(a.gram()).solve(a.transposeTimes(b)).array());
        add(new double[] {Lu.of(a.gram()).determinant(), Norms.frobenius(a), Norms.spectral(a)});
        assertEquals(4237921842L, crc.getValue());
    }
}
