package cognate.stats.cli;

import cognate.models.train.Metrics;
import cognate.models.train.Population;
import cognate.models.train.PopulationListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how far a population is, counted in epochs of networks. */
final class TrainingProgress implements PopulationListener {
    private final Console console;
    private final ProgressBar bar;
    private final int epochs;
    private final AtomicLong done = new AtomicLong();
    private final Set<String> trained = ConcurrentHashMap.newKeySet();

    TrainingProgress(Console console, int networks, int epochs) {
        this.console = console;
        this.bar = new ProgressBar(console, "epochs", (long) networks * epochs);
        this.epochs = epochs;
    }

    @Override
    public void damaged(String message) {
        console.log("note: " + message + ": the network is trained again");
    }

    @Override
    public void epoch(String task, long seed, Metrics metrics) {
        trained.add(task + "/" + seed);
        bar.update(done.incrementAndGet());
    }

    /** Counts what was found finished, and the epochs that a network did not live to see. */
    @Override
    public void finished(Population.Member member) {
        boolean counted = trained.contains(member.task() + "/" + member.seed());
        int missing = counted ? epochs - member.history().size() : epochs;
        if (missing > 0) {
            bar.update(done.addAndGet(missing));
        }
    }
}
