package cognate.stats.test;

import java.math.BigDecimal;
import java.util.List;

/**
 * Decimal numbers as they are written. A double keeps 16 digits of a number, and those that all numbers of a sample
 * share are lost to its spread: of 1000000000000.4 and 1000000000000.3 it keeps three digits of the difference.
 * Variances, F and t statistics do not depend on the origin, so a common origin is taken off before the numbers become
 * doubles.
 */
public final class Decimals {
    private Decimals() {}

    /** Each number minus the origin, subtracted exactly, rounded once. */
    public static double[] from(BigDecimal origin, List<String> numbers) {
        return numbers.stream()
                .mapToDouble(number -> new BigDecimal(number).subtract(origin).doubleValue())
                .toArray();
    }
}
