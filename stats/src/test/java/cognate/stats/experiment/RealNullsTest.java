package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.models.train.Checkpoint;
import cognate.models.train.Hints;
import cognate.models.train.StoredNetwork;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealNullsTest {
    private static final HttSettings SETTINGS = new HttSettings(0.5, 0.05, 1, 199, 1);

    /** Sixteen networks a pair of conditions; unless all are strangers, each condition's are close to one network. */
    private static double[][] pValues(Path folder, int pairs, boolean strangers) throws IOException {
        Architecture architecture = Architecture.of("mlp:6-5-2", Shape.of(6), 2);
        List<StoredNetwork> networks = new ArrayList<>();
        for (int i = 0; i < 16 * pairs; i++) {
            Sequential network = architecture.build(RandomStream.of(1000 + i));
            if (!strangers) {
                Sequential common = architecture.build(RandomStream.of(i / 8 % 2));
                network.parameters().forEach((name, parameter) -> {
                    float[] own = parameter.value().array();
                    float[] shared = common.parameters().get(name).value().array();
                    for (int j = 0; j < own.length; j++) {
                        own[j] = shared[j] + 0.1f * own[j];
                    }
                });
            }
            Path file = folder.resolve(i + ".safetensors");
            Checkpoint checkpoint = Checkpoint.of(architecture, network, Map.of("seed", Integer.toString(i)));
            checkpoint.write(file);
            networks.add(StoredNetwork.of(file, Hints.NONE, checkpoint));
        }
        return RealNulls.pValues(networks, 8, SETTINGS, Workers.single());
    }

    @Test
    void rejectsSeldomWhereOnlySeedsDiffer(@TempDir Path folder) throws IOException {
        double[][] pValues = pValues(folder, 20, true);
        assertEquals(20, pValues.length);
        for (int test = 0; test < 2; test++) {
            int own = test;
            long small =
                    IntStream.range(0, 20).filter(i -> pValues[i][own] <= 0.05).count();
            assertTrue(small <= 4, small + " of 20 by test " + test); // P(more) = 0.003 at most
        }
    }

    @Test
    void rejectsWhereOneConditionIsAnotherOne(@TempDir Path folder) throws IOException {
        double[][] pValues = pValues(folder, 3, false);
        for (double[] pair : pValues) {
            assertTrue(pair[0] <= 0.05 && pair[1] <= 0.05, pair[0] + " and " + pair[1]);
        }
    }
}
