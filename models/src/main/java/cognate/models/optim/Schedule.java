package cognate.models.optim;

import java.util.function.IntToDoubleFunction;

/** The learning rate's factor by epoch: {@code constant}, {@code step:E:F}, {@code exponential:F} or {@code cosine}. */
public final class Schedule {
    private final String specification;
    private final IntToDoubleFunction factor;

    private Schedule(String specification, IntToDoubleFunction factor) {
        this.specification = specification;
        this.factor = factor;
    }

    public static Schedule constant() {
        return new Schedule("constant", epoch -> 1);
    }

    /**
     * Reads a schedule.
     *
     * @param text {@code constant}; {@code step:E} or {@code step:E:F}, times F (0.1) every E epochs;
     *     {@code exponential:F}, times F every epoch; {@code cosine}, from 1 down to 0 over all epochs (Loshchilov,
     *     Hutter 2017, eq. 5, without restarts)
     * @param epochs number of epochs in all
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Schedule parse(String text, int epochs) {
        String[] part = text.split(":", -1);
        try {
            if (text.equals("constant")) {
                return constant();
            } else if (text.equals("cosine")) {
                return new Schedule(text, epoch -> (1 + StrictMath.cos(StrictMath.PI * epoch / epochs)) / 2);
            } else if (part[0].equals("exponential") && part.length == 2) {
                double base = factor(part[1]);
                return new Schedule(text, epoch -> power(base, epoch));
            } else if (part[0].equals("step") && (part.length == 2 || part.length == 3)) {
                int every = Integer.parseInt(part[1]);
                double base = part.length == 3 ? factor(part[2]) : 0.1;
                if (every > 0) {
                    return new Schedule(text, epoch -> power(base, epoch / every));
                }
            }
        } catch (NumberFormatException e) {
            throw unknown(text, e);
        }
        throw unknown(text, null);
    }

    private static double factor(String text) {
        double factor = Double.parseDouble(text);
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new NumberFormatException(text);
        }
        return factor;
    }

    private static IllegalArgumentException unknown(String text, Exception cause) {
        return new IllegalArgumentException(
                "schedule: expected constant, step:EPOCHS[:FACTOR], exponential:FACTOR or cosine, found " + text,
                cause);
    }

    private static double power(double base, int exponent) {
        double result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }

    /** The factor of the given epoch, counted from 0. */
    public double factor(int epoch) {
        return factor.applyAsDouble(epoch);
    }

    @Override
    public String toString() {
        return specification;
    }
}
