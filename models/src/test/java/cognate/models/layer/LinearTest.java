package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinearTest {
    @Test
    void flattensImages() {
        Linear linear = new Linear(8, 3, true, RandomStream.of(1));
        Tensor images = Tensor.zeros(5, 2, 2, 2);
        Initialization.uniform(images, 1, RandomStream.of(2));
        Tape tape = Tape.evaluating(Workers.single());
        Tensor flat = linear.forward(tape, tape.constant(images.reshape(5, 8))).value();
        assertArrayEquals(
                flat.toArray(),
                linear.forward(tape, tape.constant(images)).value().toArray());
    }
}
