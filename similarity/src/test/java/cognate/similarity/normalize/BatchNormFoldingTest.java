package cognate.similarity.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import cognate.similarity.Cnns;
import cognate.similarity.Lcg;
import cognate.similarity.Mlps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchNormFoldingTest {
    private static float[] outputs(Sequential network, Tensor x) {
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return network.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    @ParameterizedTest
    @CsvSource({"mlp:6-5-4-3/batch-norm, 1, 6", "cnn:4-M-6/batch-norm, 6, 6", "cnn:4-M-6/batch-norm/tanh, 6, 6"})
    void theFoldedNetworkComputesTheSame(String model, int height, int width) {
        boolean images = height > 1;
        Shape input = images ? Shape.of(2, height, width) : Shape.of(width);
        Sequential network = Architecture.of(model, input, 3).build(RandomStream.of(1));
        Cnns.settle(network);
        Tensor x = images ? new Lcg(3).tensor(20, 2, height, width) : new Lcg(3).tensor(20, width);
        Sequential folded = network.folded();
        assertArrayEquals(outputs(network, x), outputs(folded, x), 3e-6f);
        assertEquals(0, folded.buffers().size());
    }

    @Test
    void aLayerWithoutBiasGetsOne() {
        BatchNorm1d norm = new BatchNorm1d(1);
        norm.weight().set(-3, 0);
        norm.bias().set(0.5f, 0);
        norm.runningMean().set(2, 0);
        norm.runningVariance().set(4 - norm.epsilon(), 0);
        Linear linear = new Linear(Tensor.of(new float[] {1, -2}, 1, 2), null);
        Sequential folded = new Sequential(linear, norm).folded();
        assertArrayEquals(new float[] {-1.5f, 3}, folded.state().get("0.weight").toArray(), 1e-6f);
        assertEquals(3.5f, folded.state().get("0.bias").item(), 1e-6f);
        assertEquals(1, linear.weight().get(0, 0), "the network itself is not changed");
    }

    @Test
    void aNetworkWithoutAnyIsReturned() {
        Sequential network = Mlps.random("mlp:4-3-2", 4, 2, 1);
        assertSame(network, network.folded());
    }
}
