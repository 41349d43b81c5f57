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

    @Test
    void groupsArePyTorchs() {
        Golden.check(
                Golden.filled(new Conv2d(Tensor.zeros(6, 2, 3, 3), Tensor.zeros(6), 2, 1, 1, 2), 0.5),
                Golden.ramp(2, 4, 5, 4),
                new double[] {-0.2278, 0.277, -0.681, 0.5324, -1.6638, -1.4546},
                0.28119995,
                new double[] {-0.3804, 0.525, 0.399, -0.0934},
                11.66417,
                3.551563);
        Golden.check(
                Golden.filled(new Conv2d(Tensor.zeros(3, 1, 3, 3), Tensor.zeros(3), 1, 1, 1, 3), 0.5),
                Golden.ramp(2, 3, 4, 4),
                new double[] {-0.1194, -0.7588, -0.1638, -0.3998, -0.147, 0.5444},
                3.6014439,
                new double[] {0.367, 0.4952, -0.3154, -0.475},
                25.60124,
                1.374918);
    }

    /** Convolutions of one group hand on images in a layout that others do not take. */
    @Test
    void groupsBetweenOthersInASequence() {
        Conv2d first = Golden.filled(new Conv2d(Tensor.zeros(4, 3, 3, 3), null, 1, 1, 1), 0.5);
        Conv2d depthwise = Golden.filled(new Conv2d(Tensor.zeros(4, 1, 3, 3), null, 1, 1, 1, 4), 0.5);
        Conv2d last = Golden.filled(new Conv2d(Tensor.zeros(5, 4, 1, 1), null, 1, 0, 1), 0.5);
        Activation relu = new Activation(Activation.Kind.RELU);
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Golden.ramp(32, 3, 8, 8));
            Variable expected = relu.forward(tape, first.forward(tape, x));
            expected = last.forward(tape, relu.forward(tape, depthwise.forward(tape, expected)));
            Variable found = new Sequential(first, relu, depthwise, relu, last).forward(tape, x);
            assertArrayEquals(expected.value().toArray(), found.value().toArray());
        }
    }
}
