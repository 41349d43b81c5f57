package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link LayerNorm} and {@link GroupNorm}. */
class NormalizationLayersTest {
    @Test
    void layerNormIsPyTorchs() {
        LayerNorm layer = Golden.filled(new LayerNorm(5), 0.5);
        Golden.check(
                layer,
                Golden.ramp(3, 5),
                new double[] {0.3172137, 0.011862, 0.8657759, 0.00923406, 0.3259273, 0.3172137},
                1.2183556,
                new double[] {0.2938279, -0.2900644, 0.2853088, -0.1636125},
                5.142982,
                3.957727);
        assertEquals(List.of("weight", "bias"), List.copyOf(layer.parameters().keySet()));
        Golden.check(
                Golden.filled(new LayerNorm(2, 3), 0.5),
                Golden.ramp(3, 2, 3),
                new double[] {0.1835779, -0.007424364, 0.9173964, -0.05764226, 0.3500898, 0.1317663},
                -1.3556412,
                new double[] {0.2065055, -0.3061485, 0.2970206, -0.2073082},
                4.240617,
                1.395278);
    }

    @Test
    void groupNormIsPyTorchs() {
        Golden.check(
                Golden.filled(new GroupNorm(2, 4), 0.5),
                Golden.ramp(3, 4, 2, 2),
                new double[] {0.290432, -0.3756318, -1.041696, -0.06696811, -0.04994574, 0.1255052},
                -4.9051187,
                new double[] {0.2774059, 0.01782274, -0.2417604, 0.1381174},
                13.87968,
                1.70962);
    }
}
