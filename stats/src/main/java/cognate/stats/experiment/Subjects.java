package cognate.stats.experiment;

import cognate.engine.io.FormatException;
import cognate.engine.io.NaturalOrder;
import cognate.models.train.Checkpoint;
import cognate.models.train.Metrics;
import cognate.stats.htt.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Trained networks that are to be compared, read from run directories or from folders of checkpoints. */
public final class Subjects {
    /** What a condition is. */
    public enum By {
        TASK,
        RUN,
        BOTH
    }

    /** One network. */
    private record Subject(String run, String task, String seed, Checkpoint checkpoint) {
        String condition(By by) {
            return by == By.TASK ? task : by == By.RUN || run.equals(task) ? run : run + "/" + task;
        }
    }

    private static final String SUFFIX = ".safetensors";

    private final List<Subject> subjects;
    private final List<String> commands;
    private final By by;

    private Subjects(List<Subject> subjects, List<String> commands, By by) {
        this.subjects = subjects;
        this.commands = commands;
        this.by = by;
    }

    /**
     * Reads networks in the order of the folders, and within each in the order of its tasks and seeds.
     *
     * @param folders run directories, or folders of checkpoints
     * @throws FormatException if a folder is neither, a run is not finished, or a checkpoint is malformed
     */
    public static Subjects read(List<Path> folders, By by) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new FormatException(folder, "a run directory or a folder of checkpoints", "no folder");
            }
            Path last = folder.toAbsolutePath().normalize().getFileName();
            String name = last == null ? folder.toString() : last.toString(); // null of the root
            String unique = names.add(name) ? name : folder.toString();
            names.add(unique);
            int before = subjects.size();
            if (Files.isDirectory(folder.resolve("networks"))) {
                commands.add(readRun(folder, unique, subjects));
            } else {
                readFolder(folder, unique, unique, subjects);
            }
            FormatException.check(
                    subjects.size() > before, folder.toString(), "at least one checkpoint (" + SUFFIX + ")", "none");
        }
        return new Subjects(subjects, commands, by);
    }

    /** Adds a run's networks and returns the command that trains them. */
    private static String readRun(Path folder, String run, List<Subject> subjects) throws IOException {
        Map<?, ?> description = RunDescription.read(folder);
        List<?> tasks = (List<?>) description.get(RunDescription.TASKS);
        long expected = (Long) description.get(RunDescription.NETWORKS);
        for (Object task : tasks) {
            int before = subjects.size();
            readFolder(folder.resolve("networks").resolve(task.toString()), run, task.toString(), subjects);
            long found =
                    subjects.size() - before + count(folder.resolve("diverged").resolve(task.toString()));
            FormatException.check(
                    found == expected,
                    folder.toString(),
                    "a finished run with " + expected + " networks of task " + task,
                    found + " (train it again to finish it)");
        }
        return (String) description.get(RunDescription.COMMAND);
    }

    private static long count(Path folder) throws IOException {
        return Files.isDirectory(folder) ? files(folder, ".json").size() : 0;
    }

    private static void readFolder(Path folder, String run, String task, List<Subject> subjects) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path file : files(folder, SUFFIX)) {
            Checkpoint checkpoint = Checkpoint.read(file);
            String name = file.getFileName().toString();
            String seed = name.substring(0, name.length() - SUFFIX.length());
            subjects.add(new Subject(
                    run,
                    checkpoint.metadata().getOrDefault("task", task),
                    checkpoint.metadata().getOrDefault("seed", seed),
                    checkpoint));
        }
    }

    /** Files of a folder, numbers in their names by value. */
    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> path.getFileName().toString().endsWith(suffix))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    /** The checkpoints, in order. */
    public List<Checkpoint> checkpoints() {
        return subjects.stream().map(Subject::checkpoint).toList();
    }

    /** The commands that train the networks, as far as they are known. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** How the networks did while they were trained. */
    TrainingCurves curves() {
        return new TrainingCurves(subjects.stream()
                .map(subject -> Metrics.parse(subject.checkpoint().metadata().getOrDefault("metrics", "")))
                .toList());
    }

    /** What a reader has to know of the networks, one sentence each. */
    List<String> notes() {
        List<String> models = subjects.stream()
                .map(subject -> subject.checkpoint().architecture().model())
                .distinct()
                .toList();
        List<String> notes = new ArrayList<>();
        notes.add(subjects.size() + " networks: " + String.join(", ", models) + ".");
        if (networks().blocked()) {
            notes.add("Networks of different conditions started from the same weights: labels are permuted only among"
                    + " networks of one seed, and no seed is both trained on and held out.");
        }
        return notes;
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
     * The networks with their conditions. Networks of different conditions that share task and seed started from the
     * same weights: they are put into one block.
     *
     * @throws IllegalArgumentException if there are less than two conditions
     */
    public Networks networks() {
        List<String> names = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        Map<String, String> conditionOfBlock = new HashMap<>();
        boolean shared = false;
        for (Subject subject : subjects) {
            String condition = subject.condition(by);
            String block = subject.task() + "/" + subject.seed();
            names.add(subject.run() + "/" + block);
            conditions.add(condition);
            blocks.add(block);
            String other = conditionOfBlock.putIfAbsent(block, condition);
            shared |= other != null && !other.equals(condition);
        }
        Networks networks = Networks.of(names, conditions);
        return shared ? networks.inBlocks(blocks) : networks;
    }
}
