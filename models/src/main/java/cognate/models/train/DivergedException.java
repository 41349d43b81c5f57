package cognate.models.train;

/** Thrown when a loss or a parameter is no longer a finite number. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;

    DivergedException(int epoch, long step, String found) {
        super("diverged in epoch " + epoch + ", step " + step + ": expected finite numbers, found " + found);
        this.epoch = epoch;
    }

    /** The epoch in which it happened, counted from 1. */
    public int epoch() {
        return epoch;
    }
}
