package cognate.stats.experiment;

import cognate.engine.io.FormatException;
import cognate.engine.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What run.json says of a run: the entries that are read again. */
final class RunDescription {
    /** The names of the tasks, in order. */
    static final String TASKS = "taskNames";
    /** Networks of each task. */
    static final String NETWORKS = "networksPerTask";
    /** The command that repeats it. */
    static final String COMMAND = "command";

    private RunDescription() {}

    /** The entries of a run's description, with the types of those that are named here checked. */
    static Map<?, ?> read(Path folder) throws IOException {
        Path file = folder.resolve("run.json");
        if (Json.read(file) instanceof Map<?, ?> run) {
            boolean complete = run.get(TASKS) instanceof List<?>
                    && run.get(NETWORKS) instanceof Long
                    && run.get(COMMAND) instanceof String;
            FormatException.check(
                    complete, file.toString(), TASKS + ", " + NETWORKS + " and " + COMMAND, "keys " + run.keySet());
            return run;
        }
        throw new FormatException(file, "an object", "another value");
    }
}
