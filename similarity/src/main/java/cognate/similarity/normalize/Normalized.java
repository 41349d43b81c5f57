package cognate.similarity.normalize;

import cognate.models.layer.Sequential;
import java.util.List;

/**
 * A normalized network.
 *
 * @param network the network with its new weights
 * @param notes what the normalization had to leave as it was and why, one sentence each
 */
public record Normalized(Sequential network, List<String> notes) {
    /** Keeps the notes as they are. */
    public Normalized {
        notes = List.copyOf(notes);
    }
}
