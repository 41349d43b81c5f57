package cognate.stats.experiment;

import cognate.engine.io.FormatException;
import cognate.models.train.Checkpoint;
import cognate.models.train.CheckpointFiles;
import cognate.models.train.Hints;
import cognate.models.train.Metrics;
import cognate.models.train.StoredNetwork;
import cognate.models.train.WeightsDigest;
import cognate.stats.htt.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trained networks that are to be compared, read from run directories or from folders of checkpoints. */
public final class Subjects {
    /** What a condition is. */
    public enum By {
        TASK,
        RUN,
        BOTH
    }

    private final List<Subject> subjects = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final By by;
    private final Hints hints;
    private final WeightsDigest weights = new WeightsDigest();
    private String weightsSha256;

    private Subjects(By by, Hints hints) {
        this.by = by;
        this.hints = hints;
    }

    /**
     * Reads networks in the order of the folders, and within each in the order of its tasks and seeds.
     *
     * @param folders run directories, or folders of checkpoints
     * @throws FormatException if a folder is neither or stands twice, a run is not finished, a checkpoint is malformed,
     *     or two trained ones hold the same weights
     */
    public static Subjects read(List<Path> folders, By by) throws IOException {
        return read(folders, by, Hints.NONE);
    }

    /** As {@link #read(List, By)}, of networks of any program, of which the hints tell what their files do not. */
    public static Subjects read(List<Path> folders, By by, Hints hints) throws IOException {
        Subjects read = new Subjects(by, hints);
        Set<String> names = new HashSet<>();
        Set<Path> places = new HashSet<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new FormatException(folder, "a run directory or a folder of checkpoints", "no folder");
            }
            FormatException.check(
                    places.add(folder.toRealPath()), folder.toString(), "runs that differ", "the same run twice");
            Path last = folder.toAbsolutePath().normalize().getFileName();
            String name = last == null ? folder.toString() : last.toString(); // null of the root
            String unique = names.add(name) ? name : folder.toString();
            names.add(unique);
            int before = read.subjects.size();
            if (Files.isDirectory(folder.resolve("networks"))) {
                read.readRun(folder, unique);
            } else {
                read.readFolder(folder, unique, unique);
            }
            if (read.subjects.size() == before) {
                throw CheckpointFiles.none(folder);
            }
        }
        read.refuseTwins();
        read.weightsSha256 = read.weights.sha256();
        return read;
    }

    private void readRun(Path folder, String run) throws IOException {
        Map<?, ?> description = RunDescription.read(folder);
        List<?> tasks = (List<?>) description.get(RunDescription.TASKS);
        long expected = (Long) description.get(RunDescription.NETWORKS);
        List<String> diverged = new ArrayList<>();
        for (Object task : tasks) {
            int before = subjects.size();
            readFolder(folder.resolve("networks").resolve(task.toString()), run, task.toString());
            List<String> lost = divergedSeeds(folder.resolve("diverged").resolve(task.toString()));
            lost.forEach(seed -> diverged.add(run + "/" + task + "/" + seed));
            long found = subjects.size() - before + lost.size();
            FormatException.check(
                    found == expected,
                    folder.toString(),
                    "a finished run with " + expected + " networks of task " + task,
                    found + (found < expected ? " (train it again to finish it)" : ", others among them"));
        }
        commands.add((String) description.get(RunDescription.COMMAND));
        notes.addAll(SubjectNotes.ofRun(run, description, diverged, by));
    }

    private static List<String> divergedSeeds(Path folder) throws IOException {
        return Files.isDirectory(folder)
                ? CheckpointFiles.withSuffix(folder, List.of(".json")).stream()
                        .map(CheckpointFiles::stem)
                        .toList()
                : List.of();
    }

    private void readFolder(Path folder, String run, String task) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path file : CheckpointFiles.of(folder)) {
            Checkpoint checkpoint = Checkpoint.read(file, hints);
            weights.add(checkpoint);
            StoredNetwork network = StoredNetwork.of(file, hints, checkpoint);
            subjects.add(Subject.of(run, task, CheckpointFiles.stem(file), network));
        }
    }

    /**
     * Networks that start from one seed and are not trained are equal, and in one block; any other twins are a mistake.
     */
    private void refuseTwins() throws FormatException {
        Map<String, Subject> byWeights = new HashMap<>();
        for (Subject subject : subjects) {
            Subject twin = byWeights.putIfAbsent(subject.network().sha256(), subject);
            boolean start = twin != null
                    && subject.untrained()
                    && twin.untrained()
                    && subject.block().equals(twin.block());
            FormatException.check(
                    twin == null || start,
                    subject.name(),
                    "networks that differ",
                    twin == null ? "" : "the same network twice: " + twin.name() + " and " + subject.name());
        }
    }

    /** The networks, in order. */
    public List<StoredNetwork> networks() {
        return subjects.stream().map(Subject::network).toList();
    }

    /** SHA-256 of the weights of all networks, in order. */
    String weightsSha256() {
        return weightsSha256;
    }

    /** The names of the tasks, in the order of their first appearance. */
    public List<String> tasks() {
        return subjects.stream().map(Subject::task).distinct().toList();
    }

    /** The commands that train the networks, as far as they are known. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** How the networks did while they were trained. */
    TrainingCurves curves() {
        return new TrainingCurves(subjects.stream()
                .map(subject -> Metrics.parse(subject.network().metadata().getOrDefault("metrics", "")))
                .toList());
    }

    /** What a reader has to know of the networks, one sentence each. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(SubjectNotes.of(subjects, design(), by, stratified()));
        all.addAll(notes);
        return all;
    }

    /** What a condition is, in words. */
    public String condition() {
        return switch (by) {
            case TASK -> "task";
            case RUN -> "run";
            case BOTH -> "run and task";
        };
    }

    /**
     * The networks with their conditions. Those with one task and seed, wherever they stand, are one block; what is not
     * a condition, the run or the task, makes strata where it can be told from the condition.
     *
     * @throws IllegalArgumentException if there are less than two conditions
     */
    public Design design() {
        Design design = Design.of(
                        subjects.stream().map(Subject::name).toList(),
                        subjects.stream().map(subject -> subject.condition(by)).toList())
                .inBlocks(subjects.stream().map(Subject::block).toList());
        return stratified()
                ? design.inStrata(
                        subjects.stream().map(subject -> subject.stratum(by)).toList())
                : design;
    }

    /** Whether networks of every stratum are of two conditions or more. */
    private boolean stratified() {
        Map<String, Set<String>> conditions = new HashMap<>();
        for (Subject subject : subjects) {
            conditions
                    .computeIfAbsent(subject.stratum(by), stratum -> new HashSet<>())
                    .add(subject.condition(by));
        }
        return conditions.values().stream().allMatch(held -> held.size() > 1);
    }
}
