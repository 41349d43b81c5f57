package cognate.similarity.normalize;

import cognate.models.layer.Sequential;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How weights are brought to a form in which those of different networks can be compared. */
public enum Normalization {
    /** The canonical form under the rectifier's scaling symmetry, {@link PushForward}. */
    PUSH_FORWARD,
    /** The canonical form of any network under the scaling symmetry of its units, {@link Balance}. */
    BALANCE,
    /** The weights as they were trained. */
    NONE;

    /** The normalization of this name, {@code push-forward}, {@code balance} or {@code none}. */
    public static Normalization of(String name) {
        return Arrays.stream(values())
                .filter(normalization -> normalization.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "normalization: expected push-forward, balance or none, found '" + name + "'"));
    }

    /** This one; balance in place of push-forward where a network has sums, which that has no form of. */
    public Normalization fitting(Sequential network) {
        return this == PUSH_FORWARD && !Wiring.of(network).isChain() ? BALANCE : this;
    }

    /** Applies it to a network, which is not changed. */
    public Normalized apply(Sequential network) {
        return switch (this) {
            case PUSH_FORWARD -> PushForward.normalize(network);
            case BALANCE -> Balance.normalize(network);
            case NONE -> new Normalized(network, List.of());
        };
    }

    /** Applies the {@linkplain #fitting fitting} one, and notes it where it is another. */
    public Normalized applyFitting(Sequential network) {
        Normalization fitting = fitting(network);
        Normalized normalized = fitting.apply(network);
        if (fitting == this) {
            return normalized;
        }
        List<String> notes = new ArrayList<>(
                List.of("a network with sums is brought to " + fitting + ": " + this + " has no form of it"));
        notes.addAll(normalized.notes());
        return new Normalized(normalized.network(), notes);
    }

    /** The name it is known by on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
