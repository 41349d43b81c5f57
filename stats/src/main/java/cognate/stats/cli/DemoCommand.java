package cognate.stats.cli;

import cognate.models.optim.Schedule;
import cognate.models.train.TrainingOptions;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.weights.Representation;
import cognate.stats.experiment.Measure;
import cognate.stats.experiment.Subjects;
import cognate.stats.experiment.TrainingPlan;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code demo}: the whole way on data that the program makes itself. */
final class DemoCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax("demo", "the whole way on data of its own: trains a population and judges it")
                .seed("seed of each task's first network")
                .text("out", "DIR", "cognate-demo", "the run directory");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        TrainingOptions training =
                new TrainingOptions(5, 32, 0.1f, 0.9f, 0, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);
        TrainingPlan plan = new TrainingPlan(
                "synthetic:glyphs",
                "pairs",
                "mlp:144-32-32-2",
                20,
                options.longInteger("seed"),
                training,
                Integer.MAX_VALUE,
                null,
                0,
                0.2,
                "last");
        Path out = Path.of(options.text("out"));
        int trained = TrainCommand.train(plan, out, options.threads(), console.withoutDocument());
        if (trained != Cognate.DONE) {
            return trained;
        }
        Subjects subjects = Subjects.read(List.of(out), Subjects.By.TASK);
        Measure measure = new Measure(Normalization.PUSH_FORWARD, Representation.of("whole-chain", 0));
        List<String> commands =
                List.of("java -jar stats/target/cognate.jar demo --seed " + plan.seed() + " --out " + out);
        return HttCommand.conclude(
                subjects, measure, HttSettings.standard(), false, options.threads(), out, commands, console);
    }
}
