package cognate.stats.cli;

import cognate.engine.random.RandomStream;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.data.Split;
import cognate.models.data.Task;
import cognate.models.data.Tasks;
import cognate.stats.experiment.RunDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The test part of a data set as networks are shown it: of the tasks they know, split as their run split it. */
final class ShownData {
    static final String TEST_FRACTION = "test-fraction";
    private static final double USUAL_FRACTION = 0.2;

    private ShownData() {}

    /** Adds the option. */
    static Syntax withTestFraction(Syntax syntax) {
        return syntax.number(
                TEST_FRACTION,
                null,
                0,
                1,
                "share kept for testing where the data do not say (default: as the run had it, else 0.2)");
    }

    /** The share kept for testing: as asked, else as the networks' runs had it; warns where these differ. */
    static double testFraction(List<Path> networks, Options options, Consumer<String> warnings) throws IOException {
        double fraction = Double.NaN;
        for (Path network : networks) {
            OptionalDouble own = RunDescription.testFraction(network);
            if (own.isPresent()) {
                double wanted = options.given(TEST_FRACTION)
                        ? options.number(TEST_FRACTION)
                        : Double.isNaN(fraction) ? own.getAsDouble() : fraction;
                if (wanted != own.getAsDouble()) {
                    warnings.accept(network + " was trained with a test fraction of " + own.getAsDouble()
                            + ", not " + wanted + ": where the data do not say what is for testing, it has seen some of"
                            + " the examples");
                }
                fraction = wanted;
            }
        }
        if (options.given(TEST_FRACTION)) {
            return options.number(TEST_FRACTION);
        }
        return Double.isNaN(fraction) ? USUAL_FRACTION : fraction;
    }

    /** The test part of all classes that some tasks have. */
    static Dataset test(String data, double testFraction, List<String> tasks) throws IOException {
        return test(split(data, testFraction), tasks);
    }

    /** The whole data set. */
    static Split split(String data, double testFraction) throws IOException {
        return DataSpec.parse(data).load(testFraction);
    }

    /** The test part of all classes that some tasks have. */
    static Dataset test(Split split, List<String> tasks) {
        List<Integer> classes = new ArrayList<>();
        for (String task : tasks) {
            for (int known : Tasks.parse(task, split.train()).get(0).classes()) {
                if (!classes.contains(known)) {
                    classes.add(known);
                }
            }
        }
        return new Task(String.join(",", tasks), classes).select(split).test();
    }

    /** At most {@code most} examples, as many of every class as there are, drawn at random, in their order. */
    static Dataset draw(Dataset data, int most, long seed) {
        if (most >= data.size()) {
            return data;
        }
        RandomStream stream = RandomStream.of(seed).split("shown examples");
        boolean labelled = data.labelsPerExample() == 1;
        int classes = labelled ? data.classes() : 1;
        int[][] members = new int[classes][];
        for (int c = 0; c < classes; c++) {
            int label = c;
            members[c] = IntStream.range(0, data.size())
                    .filter(i -> !labelled || data.label(i) == label)
                    .toArray();
            stream.split(c).shuffle(members[c]);
        }
        int[] drawn = new int[most];
        int count = 0;
        for (int place = 0; count < most; place++) {
            for (int c = 0; c < classes && count < most; c++) {
                if (place < members[c].length) {
                    drawn[count++] = members[c][place];
                }
            }
        }
        Arrays.sort(drawn);
        return data.subset(drawn);
    }
}
