package cognate.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.optim.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationTest {
    /** Two Gaussian clouds in eight dimensions. */
    private record Clouds(int size, long seed) implements Dataset {
        @Override
        public Shape inputShape() {
            return Shape.of(8);
        }

        @Override
        public List<String> classNames() {
            return List.of("left", "right");
        }

        @Override
        public void labels(int example, int[] target, int offset) {
            target[offset] = example % 2;
        }

        @Override
        public void input(int example, float[] target, int offset) {
            RandomStream random = RandomStream.of(seed).split(example);
            for (int i = 0; i < 8; i++) {
                target[offset + i] = (float) random.nextGaussian() + (example % 2 == 0 ? -1 : 1);
            }
        }
    }

    private static final List<Long> SEEDS = List.of(3L, 4L, 5L);

    private static TrainingOptions options(float learningRate) {
        return new TrainingOptions(2, 16, learningRate, 0.9f, 0, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);
    }

    private static List<Population.Condition> conditions() {
        Architecture architecture = Architecture.of("mlp:8-16-2", Shape.of(8), 2);
        Dataset train = new Clouds(200, 1);
        Dataset test = new Clouds(100, 2);
        return List.of(
                new Population.Condition("a", architecture, seed -> train, test),
                new Population.Condition("b", architecture, seed -> train, test));
    }

    private static List<Population.Member> train(Path folder, int threads, float learningRate) throws IOException {
        try (RunDirectory run = RunDirectory.open(folder, Map.of("lr", learningRate), Map.of());
                Workers workers = Workers.of(threads)) {
            return new Population(run, options(learningRate), Set.of(0, 1), new PopulationListener() {})
                    .train(conditions(), SEEDS, workers);
        }
    }

    private static String hash(List<Population.Member> members) {
        return Checkpoint.sha256(
                members.stream().map(Population.Member::checkpoint).toList());
    }

    @Test
    void theSameWhateverTheThreadsAndItLearns(@TempDir Path folder) throws IOException {
        List<Population.Member> one = train(folder.resolve("one"), 1, 0.05f);
        List<Population.Member> three = train(folder.resolve("three"), 3, 0.05f);
        assertEquals(hash(one), hash(three));
        for (String file : List.of("metrics.csv", "networks/a/3.safetensors", "epochs/b/5-1.safetensors")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("three").resolve(file)));
        }
        for (Population.Member member : one) {
            assertTrue(
                    member.history().get(1).testAccuracy() > 0.95,
                    member.history().toString());
        }
        assertEquals(
                6, one.stream().map(m -> m.checkpoint().sha256()).distinct().count());
    }

    @Test
    void aKilledRunIsFinishedToTheSameBytes(@TempDir Path folder) throws IOException {
        String whole = hash(train(folder, 2, 0.05f));
        byte[] metrics = Files.readAllBytes(folder.resolve("metrics.csv"));
        Files.delete(folder.resolve("metrics.csv"));
        Files.delete(folder.resolve("networks/a/4.safetensors"));
        Files.delete(folder.resolve("networks/b/3.safetensors"));
        Files.writeString(folder.resolve("networks/b/.3.safetensors.tmp"), "half a file");
        Files.writeString(folder.resolve(".lock"), "");
        assertEquals(whole, hash(train(folder, 2, 0.05f)));
        assertArrayEquals(metrics, Files.readAllBytes(folder.resolve("metrics.csv")));
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }

    @Test
    void aDivergedNetworkIsRecorded(@TempDir Path folder) throws IOException {
        List<Population.Member> members = train(folder, 2, 1e30f);
        assertEquals(6, members.size());
        assertNull(members.get(0).checkpoint());
        String divergence = members.get(0).divergence();
        assertTrue(divergence.startsWith("diverged in epoch 1, step "), divergence);
        assertEquals(divergence, train(folder, 2, 1e30f).get(0).divergence());
    }

    @Test
    void aRunDirectoryHasOneWriterAndOneSetOfOptions(@TempDir Path folder) throws IOException {
        try (RunDirectory run = RunDirectory.open(folder, Map.of("lr", 1), Map.of())) {
            assertNotNull(run.path());
            assertThrows(IOException.class, () -> RunDirectory.open(folder, Map.of("lr", 1), Map.of()));
        }
        String message = assertThrows(
                        IllegalArgumentException.class, () -> RunDirectory.open(folder, Map.of("lr", 2), Map.of()))
                .getMessage();
        assertTrue(message.endsWith("expected a run begun with the same options, found lr 1 instead of 2"), message);
    }
}
