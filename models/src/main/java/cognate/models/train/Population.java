package cognate.models.train;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.FormatException;
import cognate.engine.io.Json;
import cognate.engine.io.SafeTensors;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Trains many networks into a run directory, each from random streams named by its task and seed, so that none depends
 * on the others, their order or the number of threads. A network that is finished there is not trained again.
 */
public final class Population {
    /**
     * What networks are trained under: a task, and the architecture for it.
     *
     * @param name the task's, also the name of its folder
     * @param training the training part of the network with a given seed (its labels may be shuffled by the seed)
     */
    public record Condition(String name, Architecture architecture, LongFunction<Dataset> training, Dataset test) {}

    /**
     * One network as it was recorded.
     *
     * @param file its checkpoint; null if it diverged
     * @param sha256 of its tensors as they were written; null if it diverged
     * @param divergence how it diverged, or null
     */
    public record Member(String task, long seed, List<Metrics> history, Path file, String sha256, String divergence) {}

    /**
     * A population as it was recorded.
     *
     * @param members in task and seed order
     * @param sha256 of the tensors of all that did not diverge, one after the other
     */
    public record Trained(List<Member> members, String sha256) {}

    private static final String METRICS = "metrics";
    /** The digest of the weights that a checkpoint of a run was written with. */
    static final String SHA256 = "sha256";

    private final RunDirectory run;
    private final TrainingOptions options;
    private final Set<Integer> savedEpochs;
    private final PopulationListener listener;

    /**
     * A population that is trained into this directory.
     *
     * @param savedEpochs epochs after which a network's state is kept besides (0: before the first)
     */
    public Population(
            RunDirectory run, TrainingOptions options, Set<Integer> savedEpochs, PopulationListener listener) {
        this.run = run;
        this.options = options;
        this.savedEpochs = savedEpochs;
        this.listener = listener;
    }

    /**
     * Trains, under every condition, the networks with these seeds; writes checkpoints and metrics.csv. A checkpoint
     * that was finished before and is damaged, as a power cut may leave it, is trained again.
     *
     * @throws IOException if a file cannot be written: no further network is begun, and what is finished stays
     */
    public Trained train(List<Condition> conditions, List<Long> seeds, Workers workers) throws IOException {
        int perTask = seeds.size();
        Member[] members = new Member[conditions.size() * perTask];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            Condition condition = conditions.get(i / perTask);
            members[i] = recorded(condition, seeds.get(i % perTask));
            if (members[i] == null) {
                open.add(i);
            } else {
                listener.finished(members[i]);
            }
        }
        boolean spread = open.size() >= workers.threads();
        Workers each = spread ? Workers.single() : workers;
        Workers over = spread ? workers : Workers.single();
        AtomicBoolean failed = new AtomicBoolean();
        WeightsDigest all = new WeightsDigest();
        try {
            over.run(open.size(), part -> {
                if (!failed.get()) {
                    int i = open.get(part);
                    try {
                        members[i] = train(conditions.get(i / perTask), seeds.get(i % perTask), each);
                    } catch (UncheckedIOException e) {
                        failed.set(true);
                        throw e;
                    }
                    listener.finished(members[i]);
                }
            });
            for (int i = 0; i < members.length; i++) {
                if (members[i].file() != null) {
                    Checkpoint checkpoint = intact(members[i]);
                    if (checkpoint == null) {
                        members[i] = train(conditions.get(i / perTask), seeds.get(i % perTask), workers);
                        checkpoint = Checkpoint.read(members[i].file());
                    }
                    all.add(checkpoint);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writeMetrics(List.of(members));
        return new Trained(List.of(members), all.sha256());
    }

    /** What a member's file holds; null if that is not what was written, which is told. */
    private Checkpoint intact(Member member) throws IOException {
        try {
            Checkpoint checkpoint = Checkpoint.read(member.file());
            String found = checkpoint.sha256();
            if (!found.equals(member.sha256())) {
                throw new FormatException(member.file(), "weights of the SHA-256 " + member.sha256(), found);
            }
            return checkpoint;
        } catch (FormatException e) {
            listener.damaged(e.getMessage());
            return null;
        }
    }

    private Member train(Condition condition, long seed, Workers workers) {
        RandomStream random = RandomStream.of(seed).split(condition.name());
        Sequential network = condition.architecture().build(random.split("initialization"));
        Recorder recorder = new Recorder(condition, seed, network);
        try {
            recorder.save(0);
            new Trainer(options, workers, recorder)
                    .train(network, condition.training().apply(seed), condition.test(), random.split("shuffling"));
            Path file = run.network(condition.name(), seed);
            Checkpoint checkpoint = recorder.checkpoint();
            checkpoint.write(file);
            return new Member(
                    condition.name(),
                    seed,
                    List.copyOf(recorder.history),
                    file,
                    checkpoint.metadata().get(SHA256),
                    null);
        } catch (DivergedException e) {
            Member member =
                    new Member(condition.name(), seed, List.copyOf(recorder.history), null, null, e.getMessage());
            record(member);
            return member;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects the figures of one network and writes its snapshots. */
    private final class Recorder implements TrainingListener {
        private final Condition condition;
        private final long seed;
        private final Sequential network;
        private final List<Metrics> history = new ArrayList<>();

        Recorder(Condition condition, long seed, Sequential network) {
            this.condition = condition;
            this.seed = seed;
            this.network = network;
        }

        @Override
        public void measured(Metrics metrics) {
            history.add(metrics);
            listener.epoch(condition.name(), seed, metrics);
            save(metrics.epoch());
        }

        void save(int epoch) {
            if (savedEpochs.contains(epoch)) {
                try {
                    checkpoint().write(run.snapshot(condition.name(), seed, epoch));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        Checkpoint checkpoint() {
            Map<String, String> notes = new LinkedHashMap<>();
            notes.put("task", condition.name());
            notes.put("seed", Long.toString(seed));
            notes.put("epochs", Integer.toString(history.size()));
            if (!history.isEmpty()) {
                Metrics last = history.get(history.size() - 1);
                notes.put("trainAccuracy", String.format(Locale.ROOT, "%.6f", last.trainAccuracy()));
                notes.put("testAccuracy", String.format(Locale.ROOT, "%.6f", last.testAccuracy()));
            }
            notes.put(METRICS, csv(history));
            notes.put(
                    SHA256,
                    Checkpoint.of(condition.architecture(), network, Map.of()).sha256());
            return Checkpoint.of(condition.architecture(), network, notes);
        }
    }

    private static String csv(List<Metrics> history) {
        return history.stream().map(Metrics::csv).collect(Collectors.joining(";"));
    }

    /** A network that was finished before, by the header of its file; null if there is none, or only a damaged one. */
    private Member recorded(Condition condition, long seed) throws IOException {
        String task = condition.name();
        Path file = run.network(task, seed);
        if (Files.exists(file)) {
            try {
                Map<String, String> notes = SafeTensors.readMetadata(file);
                for (String note : List.of(METRICS, SHA256)) {
                    FormatException.check(
                            notes.containsKey(note), file.toString(), "metadata \"" + note + "\"", "none");
                }
                Map<String, String> expected = new LinkedHashMap<>();
                expected.put("task", task);
                expected.put("seed", Long.toString(seed));
                expected.put("model", condition.architecture().model());
                for (Map.Entry<String, String> own : expected.entrySet()) {
                    String found = notes.getOrDefault(own.getKey(), "none");
                    FormatException.check(
                            found.equals(own.getValue()),
                            file.toString(),
                            "the network of " + own.getKey() + " " + own.getValue(),
                            found);
                }
                return new Member(task, seed, Metrics.parse(notes.get(METRICS)), file, notes.get(SHA256), null);
            } catch (FormatException e) {
                listener.damaged(e.getMessage());
                return null;
            }
        }
        Path divergence = run.divergence(task, seed);
        if (Files.exists(divergence) && Json.read(divergence) instanceof Map<?, ?> entry) {
            List<Metrics> history = Metrics.parse(String.valueOf(entry.get(METRICS)));
            return new Member(task, seed, history, null, null, String.valueOf(entry.get("divergence")));
        }
        return null;
    }

    private void record(Member member) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("task", member.task());
        entry.put("seed", member.seed());
        entry.put("divergence", member.divergence());
        entry.put(METRICS, csv(member.history()));
        try {
            Path file = run.divergence(member.task(), member.seed());
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, Json.pretty(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeMetrics(List<Member> members) throws IOException {
        StringBuilder text =
                new StringBuilder("task,seed,").append(Metrics.CSV_HEADER).append('\n');
        for (Member member : members) {
            for (Metrics metrics : member.history()) {
                text.append(member.task()).append(',').append(member.seed()).append(',');
                text.append(metrics.csv()).append('\n');
            }
        }
        AtomicFile.write(run.path().resolve("metrics.csv"), text.toString());
    }
}
