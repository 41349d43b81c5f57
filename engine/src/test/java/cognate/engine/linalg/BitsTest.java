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
}
