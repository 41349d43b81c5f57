package cognate.similarity.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Dropout;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import org.junit.jupiter.api.Test;

class LayerCopyTest {
    private static float[] outputs(Sequential network) {
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return network.forward(tape, tape.constant(Tensor.ones(5, 4)))
                    .value()
                    .toArray();
        }
    }

    /** Before, both had one dropout, its draws and its mode. */
    @Test
    void aCopySharesNothing() {
        Dropout dropout = new Dropout(0.5f, RandomStream.of(7));
        Linear linear = new Linear(4, 6, true, RandomStream.of(1));
        Sequential network = new Sequential(dropout, linear);
        outputs(network);
        Sequential copy = LayerCopy.of(network);
        float[] first = outputs(network);
        assertArrayEquals(first, outputs(copy));
        copy.train(false);
        assertEquals(true, dropout.isTraining());
        assertFalse(LayerCopy.of(copy).layers().get(0).isTraining());
        float[] before = outputs(copy);
        linear.weight().array()[0] += 1;
        assertArrayEquals(before, outputs(copy));
    }
}
