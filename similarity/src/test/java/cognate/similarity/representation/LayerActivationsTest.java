package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.BatchNorm2d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.GlobalAvgPool2d;
import cognate.models.layer.Linear;
import cognate.models.layer.ResidualBlock;
import cognate.models.layer.Sequential;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerActivationsTest {
    /** Before, every network was in training afterwards. */
    @Test
    void leavesTheModeAsItWas() throws IOException {
        Dataset data = DataSpec.parse("synthetic:blobs").load(0.2).test();
        Sequential network =
                Architecture.of("mlp:16-4-10/batch-norm", data.inputShape(), 10).build(RandomStream.of(1));
        BatchNorm1d norm = (BatchNorm1d) network.layers().get(1);
        for (LayerActivations.Form form : LayerActivations.Form.values()) {
            network.train(true);
            LayerActivations.of(network, data, 20, form, Workers.single());
            assertTrue(norm.isTraining());
            network.train(false);
            LayerActivations.of(network, data, 20, form, Workers.single());
            assertFalse(norm.isTraining());
        }
    }

    @Test
    void layersWithinResidualBlocksHaveNames() throws IOException {
        Dataset data = DataSpec.parse("synthetic:glyphs").load(0.2).test();
        Sequential block = new Sequential(
                new Conv2d(4, 4, 3, 1, RandomStream.of(2)),
                new BatchNorm2d(4),
                new Activation(Activation.Kind.RELU),
                new Conv2d(4, 4, 3, 1, RandomStream.of(3)),
                new BatchNorm2d(4));
        Sequential network = new Sequential(
                new Conv2d(1, 4, 3, 1, RandomStream.of(1)),
                new ResidualBlock(
                        block, new Sequential(new Conv2d(4, 4, 1, 0, RandomStream.of(4)), new BatchNorm2d(4))),
                new GlobalAvgPool2d(),
                new Linear(4, 2, true, RandomStream.of(5)));
        Map<String, Matrix> found =
                LayerActivations.of(network, data, 20, LayerActivations.Form.EXAMPLES, Workers.single());
        assertEquals(
                List.of("0 Conv2d", "1.downsample.0 Conv2d", "1.0 Conv2d", "1.3 Conv2d", "1 ResidualBlock", "3 Linear"),
                List.copyOf(found.keySet()));
        double[] before = found.get("1.3 Conv2d").array();
        double[] shortcut = found.get("1.downsample.0 Conv2d").array();
        double[] behind = found.get("1 ResidualBlock").array();
        for (int i = 0; i < behind.length; i++) { // the mean of a sum's positive part
            assertTrue(behind[i] >= before[i] + shortcut[i] - 1e-5);
        }
    }
}
