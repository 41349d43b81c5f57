package cognate.stats.cli;

import cognate.engine.io.SafeTensors;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Activation;
import cognate.models.layer.Sequential;
import cognate.models.train.Checkpoint;
import cognate.models.train.ForeignCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
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
