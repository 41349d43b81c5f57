package cognate.stats.cli;

import cognate.similarity.normalize.Normalization;
import cognate.similarity.weights.Representation;
import cognate.stats.experiment.Measure;
import cognate.stats.experiment.Subjects;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The options that say what is compared and what a condition is. */
final class MeasureOptions {
    private MeasureOptions() {}

    static Syntax addTo(Syntax syntax) {
        return syntax.choice(
                        "normalization",
                        names((Object[]) Normalization.values()),
                        "push-forward",
                        "what weights are brought to")
                .choice(
                        "representation",
                        names((Object[]) Representation.Kind.values()),
                        "whole-chain",
                        "what is compared")
                .integer("depth", null, 1, 1000, "layers of a chain (default: all)")
                .choice(
                        "by",
                        List.of("task", "run", "both"),
                        null,
                        "a condition (default: task; both for several runs)");
    }

    private static List<String> names(Object... values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }

    /** What is compared. */
    static Measure measure(Options options) {
        int depth = options.given("depth") ? options.integer("depth") : 0;
        return new Measure(
                Normalization.of(options.text("normalization")),
                Representation.of(options.text("representation"), depth));
    }

    /** What a condition is. */
    static Subjects.By by(Options options) {
        String by =
                options.given("by") ? options.text("by") : options.operands().size() == 1 ? "task" : "both";
        return Subjects.By.valueOf(by.toUpperCase(Locale.ROOT));
    }
}
