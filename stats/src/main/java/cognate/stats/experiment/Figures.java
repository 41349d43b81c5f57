package cognate.stats.experiment;

import cognate.stats.htt.PValue;
import java.math.BigDecimal;
import java.util.Locale;

/** How numbers are written for people. */
final class Figures {
    private Figures() {}

    static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /** Up to three significant digits, without zeros at the end. */
    static String number(double value) {
        String text = format("%.3g", value);
        if (text.contains("e")) {
            return text.replaceFirst("\\.?0*e", "e");
        }
        return text.contains(".") ? text.replaceFirst("\\.?0*$", "") : text;
    }

    /** The level of an interval at this alpha, to its last digit: {@code 99.95 %}. */
    static String level(double alpha) {
        BigDecimal percent = BigDecimal.ONE.subtract(BigDecimal.valueOf(alpha)).movePointRight(2);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }

    /** {@code = 0.03}, or {@code ≤ 1e-05} where it is bounded by the number of draws. */
    static String p(PValue p) {
        return (p.atFloor() ? "≤ " : "= ") + number(p.value());
    }

    /** The same of an adjusted value. */
    static String adjusted(PValue p, double adjusted) {
        return (p.atFloor() ? "≤ " : "= ") + number(adjusted);
    }

    /** A number of things: {@code 1 network}, {@code 2 networks}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
