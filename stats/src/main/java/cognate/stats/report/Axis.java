package cognate.stats.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A linear scale from the values {@code least … greatest} to the pixels {@code begin … end}. */
record Axis(double least, double greatest, double begin, double end) {

    /** The scale; an empty range of values is widened. */
    Axis {
        if (!(greatest > least)) {
            greatest = least + 1;
        }
    }

    double at(double value) {
        return begin + (value - least) / (greatest - least) * (end - begin);
    }

    /** Round values on the scale, about {@code count} of them, at steps of 1, 2 or 5 times a power of ten. */
    List<Double> ticks(int count) {
        double step = step(count);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= greatest + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick's value with as many digits as the steps need. */
    String label(double tick, int count) {
        int digits = 0;
        for (double step = step(count); step < 0.999 && digits < 9; step *= 10) {
            digits++;
        }
        return String.format(Locale.ROOT, "%." + digits + "f", tick);
    }

    private double step(int count) {
        double wanted = (greatest - least) / count;
        double power = 1;
        while (power > wanted) {
            power /= 10;
        }
        while (power * 10 <= wanted) {
            power *= 10;
        }
        return wanted <= power * 1.001
                ? power
                : wanted <= 2 * power ? 2 * power : wanted <= 5 * power ? 5 * power : 10 * power;
    }
}
