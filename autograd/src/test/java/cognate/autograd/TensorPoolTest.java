package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertSame;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TensorPoolTest {
    @Test
    void thePoolHoldsManyShapes() {
        TensorPool pool = new TensorPool();
        Tensor[] tensors = new Tensor[500];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = pool.take(Shape.of(i % 7, i, 1));
        }
        for (Tensor tensor : tensors) {
            pool.give(tensor);
        }
        for (Tensor tensor : tensors) {
            assertSame(tensor, pool.take(tensor.shape()));
        }
    }
}
