package cognate.stats.experiment;

import cognate.models.train.StoredNetwork;
import java.util.Map;

/**
 * One network that is to be compared.
 *
 * @param run the run or folder that it stands in
 * @param file the name of its file, without the suffix
 * @param network what the file holds
 */
record Subject(String run, String file, String task, String seed, StoredNetwork network) {
    /** The task and seed that the file states, else the folder and the file's name. */
    static Subject of(String run, String folder, String file, StoredNetwork network) {
        Map<String, String> stated = network.metadata();
        return new Subject(run, file, stated.getOrDefault("task", folder), stated.getOrDefault("seed", file), network);
    }

    String name() {
        return run + "/" + task + "/" + file;
    }

    /** All its randomness: the streams are named by task and seed. */
    String block() {
        return task + "/" + seed;
    }

    boolean untrained() {
        return "0".equals(network.metadata().get("epochs"));
    }

    String condition(Subjects.By by) {
        return by == Subjects.By.TASK ? task : by == Subjects.By.RUN || run.equals(task) ? run : run + "/" + task;
    }

    /** What is known of it besides its condition. */
    String stratum(Subjects.By by) {
        return switch (by) {
            case TASK -> run;
            case RUN -> task;
            case BOTH -> "";
        };
    }
}
