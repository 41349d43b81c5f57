package cognate.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.data.Split;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.Sequential;
import cognate.models.optim.Schedule;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static Split blobs(int train) throws IOException {
        Split split = DataSpec.parse("synthetic:blobs").load(0.2);
        return new Split(
                split.train().subset(IntStream.range(0, train).toArray()),
                split.test().subset(IntStream.range(0, 20).toArray()));
    }

    private static TrainingOptions options(int epochs, int batchSize) {
        return new TrainingOptions(
                epochs, batchSize, 0.05f, 0.9f, 0, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);
    }

    private static Sequential network(String model, Dataset data) {
        return Architecture.of(model, data.inputShape(), 10).build(RandomStream.of(1));
    }

    private static void train(String model, int examples, int epochs, int batchSize) throws IOException {
        Split split = blobs(examples);
        Sequential network = network(model, split.train());
        new Trainer(options(epochs, batchSize), Workers.single(), new TrainingListener() {})
                .train(network, split.train(), split.test(), RandomStream.of(1));
    }

    /** Before, the run stopped when it came to that batch. */
    @Test
    void refusesALastBatchOfOneThatBatchNormalizationCannotTake() throws IOException {
        Split split = blobs(33);
        Sequential network = network("mlp:16-4-10/batch-norm", split.train());
        float[] before = network.state().get("0.weight").toArray();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Trainer(options(1, 16), Workers.single(), new TrainingListener() {})
                                .train(network, split.train(), split.test(), RandomStream.of(1)))
                .getMessage();
        assertEquals(
                "batch normalization: expected at least 2 examples in every batch, found 33 examples in batches of 16,"
                        + " of which the last has 1",
                message);
        assertArrayEquals(before, network.state().get("0.weight").toArray());
        assertThrows(IllegalArgumentException.class, () -> train("mlp:16-4-10/batch-norm", 8, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> train("mlp:16-4-10/batch-norm", 1, 1, 16));
        train("mlp:16-4-10/batch-norm", 33, 0, 16);
        train("mlp:16-4-10/batch-norm", 0, 1, 1);
        train("mlp:16-4-10/batch-norm", 34, 1, 16);
        train("mlp:16-4-10", 33, 1, 16);
    }

    /** The pixels of one image are enough, but where pooling has left only one. */
    @Test
    void aSingleImageIsRefusedOnlyWhereOnePixelIsLeft() throws IOException {
        Dataset images = DataSpec.parse("synthetic:glyphs").load(0.2).train();
        Sequential pixels = network("cnn:4-M-4-M-4/batch-norm", images);
        float[] before = pixels.buffers().values().iterator().next().toArray();
        Trainer.check(pixels, 33, images, options(1, 16));
        assertArrayEquals(before, pixels.buffers().values().iterator().next().toArray());
        Sequential one = network("cnn:4-M-4-M-4-M-4/batch-norm", images);
        assertThrows(IllegalArgumentException.class, () -> Trainer.check(one, 33, images, options(1, 16)));
        assertTrue(one.layers().get(1).isTraining());
        Trainer.check(one, 32, images, options(1, 16));
    }

    /** Before, evaluation left every network in training. */
    @Test
    void evaluationLeavesTheModeAsItWas() throws IOException {
        Dataset test = blobs(1).test();
        Sequential network = network("mlp:16-4-10/batch-norm", test);
        BatchNorm1d norm = (BatchNorm1d) network.layers().get(1);
        Evaluation.of(network, test, Workers.single());
        assertTrue(norm.isTraining());
        network.train(false);
        Evaluation evaluation = Evaluation.of(network, test, Workers.single());
        assertFalse(norm.isTraining());
        assertEquals(evaluation, Evaluation.of(network, test, Workers.single()));
        assertThrows(
                RuntimeException.class,
                () -> Evaluation.of(
                        network(
                                ("mlp:2-4-10"),
                                DataSpec.parse("synthetic:xor").load(0.2).train()),
                        test,
                        Workers.single()));
    }
}
