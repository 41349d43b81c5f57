package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.Sequential;
import java.io.IOException;
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
}
