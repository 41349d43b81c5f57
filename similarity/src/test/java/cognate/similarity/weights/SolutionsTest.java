package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.data.Split;
import cognate.models.data.Task;
import cognate.models.data.Tasks;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.models.optim.Schedule;
import cognate.models.train.Trainer;
import cognate.models.train.TrainingListener;
import cognate.models.train.TrainingOptions;
import cognate.similarity.normalize.Normalization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks trained from different seeds on one task are more alike than networks of different tasks. */
class SolutionsTest {
    private static final int NETWORKS = 4;
    private static final TrainingOptions OPTIONS =
            new TrainingOptions(5, 64, 0.1f, 0.9f, 0, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);

    private static final class Population {
        private final List<Sequential> networks = new ArrayList<>();
        private final List<Integer> tasks = new ArrayList<>();
        private Architecture architecture;

        Population(String data, String tasks, String model, int examples) throws IOException {
            Split split = DataSpec.parse(data).load(0.2);
            for (Task task : Tasks.parse(tasks, split.train())) {
                Dataset train = task.select(split, examples).train();
                architecture = Architecture.of(model, train.inputShape(), 2);
                for (int i = 0; i < NETWORKS; i++) {
                    RandomStream random = RandomStream.of(i).split(task.name());
                    Sequential network = architecture.build(random.split("initialization"));
                    new Trainer(OPTIONS, Workers.single(), new TrainingListener() {})
                            .train(network, train, train.subset(), random.split("shuffling"));
                    networks.add(Normalization.PUSH_FORWARD.apply(network).network());
                    this.tasks.add(task.classes().get(0));
                }
            }
        }

        /** Mean similarity within a task and between tasks. */
        double[] means(String representation, int depth) {
            double[][] similarity = Representation.of(representation, depth)
                    .similarity(networks.size(), networks::get, architecture.input(), Workers.single());
            double[] sums = new double[2];
            int[] counts = new int[2];
            for (int i = 0; i < networks.size(); i++) {
                for (int j = 0; j < i; j++) {
                    int other = tasks.get(i).equals(tasks.get(j)) ? 0 : 1;
                    sums[other] += similarity[i][j];
                    counts[other]++;
                }
            }
            return new double[] {sums[0] / counts[0], sums[1] / counts[1]};
        }

        void assertApart(String representation, int depth) {
            double[] means = means(representation, depth);
            assertTrue(
                    means[0] > 2 * means[1] && means[0] > 0.3,
                    representation + " to depth " + depth + ": within " + means[0] + ", between " + means[1]);
        }
    }

    @Test
    void onImagesThatTheProgramMakes() throws IOException {
        Population population = new Population("synthetic:glyphs", "0v1,2v3,4v5", "mlp:144-24-24-2", 400);
        population.assertApart("whole-chain", 0);
        population.assertApart("chain", 0);
        population.assertApart("plain-chain", 2);
        double[] raw = population.means("raw", 0);
        assertTrue(raw[0] < 0.1, "unaligned weights do not show it: within " + raw[0] + ", between " + raw[1]);
    }

    @Test
    void onDigits() throws IOException {
        String folder = System.getenv("COGNATE_DATA");
        assumeTrue(folder != null, "COGNATE_DATA names no folder");
        Population population = new Population("idx:" + folder + "/mnist", "0v1,2v3,4v5", "mlp:784-64-64-2", 2000);
        population.assertApart("whole-chain", 0);
        population.assertApart("chain", 0);
        population.assertApart("plain-chain", 2);
    }
}
