package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A network that stays on disk until it is asked for: what describes it, without its weights.
 *
 * @param file its checkpoint
 * @param hints what the file does not say
 * @param metadata the notes and the architecture's entries
 * @param model the architecture in words
 * @param input shape of one example of the data; null where it is not known
 * @param classes number of outputs
 * @param warnings what of the file was left aside or had to be assumed
 * @param sha256 of its tensors
 */
public record StoredNetwork(
        Path file,
        Hints hints,
        Map<String, String> metadata,
        String model,
        Shape input,
        int classes,
        List<String> warnings,
        String sha256) {
    /** What {@link Checkpoint#read(Path, Hints)} made of a file, without its weights. */
    public static StoredNetwork of(Path file, Hints hints, Checkpoint read) {
        return new StoredNetwork(
                file,
                hints,
                read.metadata(),
                read.model(),
                read.input(),
                read.classes(),
                read.warnings(),
                read.sha256());
    }

    /**
     * Reads it whole.
     *
     * @throws UncheckedIOException if the file cannot be read any more, or holds other weights than before
     */
    public Checkpoint read() {
        try {
            Checkpoint read = Checkpoint.read(file, hints);
            String found = read.sha256();
            FormatException.check(found.equals(sha256), file.toString(), "the weights that it held at first", found);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
