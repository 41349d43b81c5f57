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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static Population.Trained train(Path folder, int threads, float learningRate) throws IOException {
        return train(folder, threads, learningRate, new PopulationListener() {});
    }

    private static Population.Trained train(Path folder, int threads, float learningRate, PopulationListener listener)
            throws IOException {
        try (RunDirectory run = RunDirectory.open(folder, Map.of("lr", learningRate), Map.of());
                Workers workers = Workers.of(threads)) {
            return new Population(run, options(learningRate), Set.of(0, 1), listener)
                    .train(conditions(), SEEDS, workers);
        }
    }

    @Test
    void theSameWhateverTheThreadsAndItLearns(@TempDir Path folder) throws IOException {
        Population.Trained one = train(folder.resolve("one"), 1, 0.05f);
        Population.Trained three = train(folder.resolve("three"), 3, 0.05f);
        assertEquals(one.sha256(), three.sha256());
        for (String file : List.of("metrics.csv", "networks/a/3.safetensors", "epochs/b/5-1.safetensors")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("three").resolve(file)));
        }
        for (Population.Member member : one.members()) {
            assertTrue(
                    member.history().get(1).testAccuracy() > 0.95,
                    member.history().toString());
        }
        assertEquals(
                6,
                one.members().stream().map(Population.Member::sha256).distinct().count());
        WeightsDigest all = new WeightsDigest();
        for (Population.Member member : one.members()) {
            all.add(Checkpoint.read(member.file()));
        }
        assertEquals(one.sha256(), all.sha256());
    }

    @Test
    void aKilledRunIsFinishedToTheSameBytes(@TempDir Path folder) throws IOException {
        String whole = train(folder, 2, 0.05f).sha256();
        byte[] metrics = Files.readAllBytes(folder.resolve("metrics.csv"));
        Files.delete(folder.resolve("metrics.csv"));
        Files.delete(folder.resolve("networks/a/4.safetensors"));
        Files.delete(folder.resolve("networks/b/3.safetensors"));
        Files.writeString(folder.resolve("networks/b/.3.safetensors.tmp"), "half a file");
        Files.writeString(folder.resolve(".lock"), "");
        assertEquals(whole, train(folder, 2, 0.05f).sha256());
        assertArrayEquals(metrics, Files.readAllBytes(folder.resolve("metrics.csv")));
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }

    /** What a power cut can leave: nothing, a part, or zeros where the file was to be. */
    @Test
    void damagedFilesAreToldAndTrainedAgainToTheSameBytes(@TempDir Path folder) throws IOException {
        Population.Trained whole = train(folder, 2, 0.05f);
        List<Path> files = whole.members().stream().map(Population.Member::file).toList();
        List<byte[]> bytes = new ArrayList<>();
        for (Path file : files) {
            bytes.add(Files.readAllBytes(file));
        }
        Files.write(files.get(0), new byte[0]);
        Files.write(files.get(1), Arrays.copyOf(bytes.get(1), bytes.get(1).length - 5));
        Files.write(files.get(2), new byte[bytes.get(2).length]);
        byte[] flipped = bytes.get(3).clone();
        flipped[flipped.length - 3] ^= 1;
        Files.write(files.get(3), flipped);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Population.Trained again = train(folder, 2, 0.05f, new PopulationListener() {
            @Override
            public void damaged(String message) {
                told.add(message);
            }
        });
        assertEquals(whole.sha256(), again.sha256());
        for (int i = 0; i < files.size(); i++) {
            assertArrayEquals(bytes.get(i), Files.readAllBytes(files.get(i)));
        }
        assertEquals(4, told.size());
        for (int i = 0; i < 4; i++) {
            assertTrue(told.get(i).startsWith(files.get(i).toString()), told.toString());
        }
        assertTrue(told.get(3).contains("weights of the SHA-256"), told.get(3));
    }

    /** Another network's file in the place of one: of another seed, task or architecture. */
    @Test
    void filesOfOtherNetworksAreTrainedAgain(@TempDir Path folder) throws IOException {
        Population.Trained whole = train(folder, 2, 0.05f);
        List<Path> files = whole.members().stream().map(Population.Member::file).toList();
        Files.copy(files.get(1), files.get(0), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(files.get(4), files.get(1), StandardCopyOption.REPLACE_EXISTING);
        Architecture other = Architecture.of("mlp:8-12-2", Shape.of(8), 2);
        Map<String, String> notes =
                new LinkedHashMap<>(Checkpoint.read(files.get(2)).metadata());
        Checkpoint.of(other, other.build(RandomStream.of(1)), notes).write(files.get(2));
        assertEquals(whole.sha256(), train(folder, 2, 0.05f).sha256());
    }

    @Test
    void aStoredNetworkIsTheOneThatItWas(@TempDir Path folder) throws IOException {
        List<Population.Member> members = train(folder, 1, 0.05f).members();
        StoredNetwork stored = StoredNetwork.of(
                members.get(0).file(),
                Hints.NONE,
                Checkpoint.read(members.get(0).file()));
        assertEquals(members.get(0).sha256(), stored.read().sha256());
        Files.copy(members.get(1).file(), members.get(0).file(), StandardCopyOption.REPLACE_EXISTING);
        assertThrows(UncheckedIOException.class, stored::read);
    }

    /** The first file that cannot be written ends the run; what was finished before stays. */
    @Test
    void aFailureToWriteStopsAtOnce(@TempDir Path folder) throws IOException {
        try (RunDirectory run = RunDirectory.open(folder.resolve("ok"), Map.of(), Map.of())) {
            AtomicInteger epochs = new AtomicInteger();
            PopulationListener count = new PopulationListener() {
                @Override
                public void epoch(String task, long seed, Metrics metrics) {
                    epochs.incrementAndGet();
                    if (task.equals("a") && seed == 4 && metrics.epoch() == 2) {
                        try {
                            Files.createDirectories(run.network("a", 4).resolve("in the way"));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }
            };
            Population population = new Population(run, options(0.05f), Set.of(), count);
            assertThrows(IOException.class, () -> population.train(conditions(), SEEDS, Workers.single()));
            assertEquals(4, epochs.get()); // two networks of two epochs, of six
            assertTrue(Files.exists(run.network("a", 3)) && !Files.exists(run.network("a", 5)));
        }
    }

    @Test
    void aDivergedNetworkIsRecorded(@TempDir Path folder) throws IOException {
        List<Population.Member> members = train(folder, 2, 1e30f).members();
        assertEquals(6, members.size());
        assertNull(members.get(0).file());
        String divergence = members.get(0).divergence();
        assertTrue(divergence.startsWith("diverged in epoch 1, step "), divergence);
        assertEquals(divergence, train(folder, 2, 1e30f).members().get(0).divergence());
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
