package cognate.stats.cli;

import cognate.models.layer.Activation;
import cognate.models.train.Checkpoint;
import cognate.models.train.Hints;
import java.util.Arrays;
import java.util.List;

/** The options that say what checkpoints of other programs do not say themselves. */
final class HintOptions {
    private HintOptions() {}

    static Syntax addTo(Syntax syntax) {
        return syntax.choice(
                        "activation",
                        Arrays.stream(Activation.Kind.values())
                                .map(kind -> new Activation(kind).toString())
                                .toList(),
                        null,
                        "of checkpoints that do not say theirs (default: relu; rnn tanh)")
                .text("input", "SHAPE", null, "as 1x28x28, of the data of checkpoints that do not say it")
                .text("model", "SPEC", null, "as lenet5, of checkpoints that do not say theirs")
                .text("layers", "NAME,...", null, "the order of their layers, where names and sizes leave several");
    }

    /** Those that were given, to repeat a command. */
    static String repeated(Options options) {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("activation", "input", "model", "layers")) {
            if (options.given(name)) {
                text.append(" --").append(name).append(' ').append(options.text(name));
            }
        }
        return text.toString();
    }

    static Hints of(Options options) {
        Activation.Kind activation = null;
        for (Activation.Kind kind : Activation.Kind.values()) {
            if (new Activation(kind).toString().equals(options.text("activation"))) {
                activation = kind;
            }
        }
        return new Hints(
                options.text("model"),
                activation,
                options.given("input") ? Checkpoint.shape(options.text("input")) : null,
                options.given("layers") ? List.of(options.text("layers").split(",")) : null);
    }
}
