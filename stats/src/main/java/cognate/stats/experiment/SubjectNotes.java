package cognate.stats.experiment;

import cognate.stats.htt.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a reader of a verdict has to know of the networks: what the question cannot separate, and which did not learn.
 */
final class SubjectNotes {
    /** A network is at chance whose accuracy is less than this share of the way from chance to 1. */
    private static final double LEARNED = 0.1;
    /** More names than that are counted. */
    private static final int NAMED = 5;

    private SubjectNotes() {}

    /** Of one run, by its description. */
    static List<String> ofRun(String run, Map<?, ?> description, List<String> diverged, Subjects.By by) {
        List<String> notes = new ArrayList<>();
        OptionalDouble examples = RunDescription.setting(description, "examples");
        if (by != Subjects.By.RUN
                && examples.isPresent()
                && examples.getAsDouble() < Integer.MAX_VALUE
                && RunDescription.setting(description, "examples-seed").isEmpty()) {
            notes.add("All networks of a task of " + run + " were trained on one sample of "
                    + (long) examples.getAsDouble()
                    + " examples: what tells tasks apart may be the task or its sample"
                    + " (--examples-seed gives each network its own).");
        }
        if (!diverged.isEmpty()) {
            notes.add("Left out, since they diverged: " + named(diverged) + ".");
        }
        return notes;
    }

    /** Of all networks. */
    static List<String> of(List<Subject> subjects, Design design, Subjects.By by, boolean stratified) {
        List<String> notes = new ArrayList<>();
        List<String> models = subjects.stream()
                .map(subject -> subject.network().model())
                .distinct()
                .toList();
        notes.add(subjects.size() + " networks: " + String.join(", ", models) + ".");
        subjects.stream()
                .flatMap(subject -> subject.network().warnings().stream())
                .distinct()
                .forEach(warning -> notes.add("Of checkpoints: " + warning + "."));
        if (!design.independent()) {
            notes.add(
                    "Networks with one task and seed share their randomness (they started from the same weights) and form"
                            + " one block: " + design.blocks()
                            + " blocks. A block is trained on or held out as a whole, its"
                            + " networks are never a pair, and labels change places within it or with those of a block like it.");
        }
        if (!stratified && subjects.stream().anyMatch(subject -> !subject.task().equals(subject.run()))) {
            notes.add("Runs and tasks do not stand in every combination: what tells the networks apart may be either.");
        }
        long runs = subjects.stream().map(Subject::run).distinct().count();
        if (by == Subjects.By.BOTH && runs > 1 && design.conditions().size() > runs) {
            notes.add("The question is of run and task together; --by run asks of the run among networks of one task.");
        }
        List<String> untrained = new ArrayList<>();
        List<String> atChance = new ArrayList<>();
        for (Subject subject : subjects) {
            if (subject.untrained()) {
                untrained.add(subject.name());
            } else if (atChance(subject)) {
                atChance.add(subject.name());
            }
        }
        if (!untrained.isEmpty()) {
            notes.add("Not trained: " + named(untrained)
                    + " (those of one task and seed start from equal weights; they are one block and never a pair).");
        }
        if (!atChance.isEmpty()) {
            notes.add("At chance on the test part (they may have learned nothing, or nothing that generalizes): "
                    + named(atChance) + ".");
        }
        return notes;
    }

    private static boolean atChance(Subject subject) {
        String accuracy = subject.network().metadata().get("testAccuracy");
        double chance = 1.0 / subject.network().classes();
        try {
            return accuracy != null && Double.parseDouble(accuracy) < chance + LEARNED * (1 - chance);
        } catch (NumberFormatException e) {
            return false; // a file of others may say anything
        }
    }

    private static String named(List<String> names) {
        String first = String.join(", ", names.subList(0, StrictMath.min(NAMED, names.size())));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }
}
