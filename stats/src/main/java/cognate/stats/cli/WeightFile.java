package cognate.stats.cli;

import cognate.engine.io.SafeTensors;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Activation;
import cognate.models.layer.Sequential;
import cognate.models.train.Checkpoint;
import cognate.models.train.ForeignCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A network read from a checkpoint of this program or of another.
 *
 * @param network the network
 * @param input shape of one example; null where it is not known
 * @param names names in the file of parameters that have another name in the network
 * @param warnings what had to be guessed
 */
record WeightFile(Sequential network, Shape input, Map<String, String> names, List<String> warnings) {
    /** Adds the options for checkpoints of other programs. */
    static Syntax withOptions(Syntax syntax) {
        return syntax.choice(
                        "activation",
                        Arrays.stream(Activation.Kind.values())
                                .map(kind -> new Activation(kind).toString())
                                .toList(),
                        null,
                        "of checkpoints that do not say theirs (default: relu; rnn tanh)")
                .text("input", "SHAPE", null, "as 1x28x28, of the data of checkpoints that do not say it");
    }

    /**
     * Reads a checkpoint as the options of {@link #withOptions} say.
     *
     * @param input shape of one example of its data where the options do not say it, or null
     */
    static WeightFile read(Path file, Options options, Shape input) throws IOException {
        Activation.Kind activation = null;
        for (Activation.Kind kind : Activation.Kind.values()) {
            if (new Activation(kind).toString().equals(options.text("activation"))) {
                activation = kind;
            }
        }
        return read(file, activation, options.given("input") ? Checkpoint.shape(options.text("input")) : input);
    }

    /**
     * Reads a checkpoint; one that says how it was built needs nothing else.
     *
     * @param activation the nonlinearity of a network that does not say its own, or null
     * @param input shape of one example of its data, or null
     */
    static WeightFile read(Path file, Activation.Kind activation, Shape input) throws IOException {
        SafeTensors content = SafeTensors.readFinite(file);
        if (content.metadata().containsKey("model")) {
            Checkpoint checkpoint = Checkpoint.of(content, file);
            return new WeightFile(
                    checkpoint.network(), checkpoint.architecture().input(), Map.of(), List.of());
        }
        ForeignCheckpoint checkpoint = ForeignCheckpoint.of(content, file, activation, input);
        return new WeightFile(checkpoint.network(), checkpoint.input(), checkpoint.names(), checkpoint.warnings());
    }
}
