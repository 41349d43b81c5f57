package cognate.models.layer;

import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Conv1dTest {
    @Test
    void groupsWithStridePaddingAndDilationArePyTorchs() {
        Golden.check(
                Golden.filled(new Conv1d(Tensor.zeros(6, 2, 3), Tensor.zeros(6), 2, 2, 2, 2), 0.5),
                Golden.ramp(2, 4, 7),
                new double[] {-0.1646, -0.0006, -0.6724, -0.5596, -0.8176, 0.202},
                -4.469216,
                new double[] {0.559, 0, -1.5104, 0},
                5.890058,
                0.7152622);
    }
}
