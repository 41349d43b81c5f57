package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class Conv2dTest {
    @Test
    void imagesOfAnotherSizeMayFollow() {
        RandomStream random = RandomStream.of(1);
        Conv2d convolution = new Conv2d(2, 3, 3, 1, random);
        Activation relu = new Activation(Activation.Kind.RELU);
        Sequential together = new Sequential(convolution, relu);
        int[][] sizes = {{6, 5}, {5, 6}, {6, 5}, {6, 7}};
        for (int[] size : sizes) {
            Tensor images = Tensor.zeros(4, 2, size[0], size[1]);
            Initialization.uniform(images, 1, random);
            try (Tape tape = new Tape(Workers.single())) {
                Variable x = tape.constant(images);
                Variable expected = relu.forward(tape, convolution.forward(tape, x));
                assertArrayEquals(
                        expected.value().toArray(),
                        together.forward(tape, x).value().toArray());
            }
        }
    }
}
