package cognate.stats.experiment;

import cognate.engine.tensor.Tensor;
import cognate.models.layer.Sequential;
import cognate.similarity.ancestry.RankedNetwork;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * A network whose ancestry is asked for.
 *
 * @param name what people know it by
 * @param network with its weights as they stand in the file
 * @param ranked the same, made ready
 * @param names names in the file of parameters that have another name in the network
 */
public record AncestrySubject(String name, Sequential network, RankedNetwork ranked, Map<String, String> names) {
    /**
     * A network under a name.
     *
     * @throws IllegalArgumentException if nothing in it can change places; the message names it
     */
    public static AncestrySubject of(String name, Sequential network, Map<String, String> names) {
        try {
            return new AncestrySubject(name, network, RankedNetwork.of(network), names);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** Refuses two architectures, by name. */
    static void checkAlike(AncestrySubject a, AncestrySubject b) {
        try {
            RankedNetwork.checkAlike(a.ranked, b.ranked);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(a.name + " and " + b.name + ": " + e.getMessage(), e);
        }
    }

    /** Whether both hold the same weights. */
    boolean equalWeights(AncestrySubject other) {
        Iterator<Tensor> theirs = other.network.state().values().iterator();
        for (Tensor tensor : network.state().values()) {
            if (!theirs.hasNext()
                    || !Arrays.equals(tensor.toArray(), theirs.next().toArray())) {
                return false;
            }
        }
        return !theirs.hasNext();
    }
}
