package cognate.engine.io;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text, the same on every JDK. {@code Double.toString} is not: before JDK 19 it sometimes prints one digit
 * too many (JDK-4511638).
 */
public final class Decimal {
    private static final long MANTISSA = 0x000FFFFFFFFFFFFFL;

    private Decimal() {}

    /**
     * The shortest decimal that reads back as exactly this number, the nearest of them, laid out as Python's
     * {@code repr}: {@code 1.0}, {@code 0.0001}, {@code 1e-05}, {@code 1e+16}; {@code nan}, {@code inf}, {@code -inf}.
     */
    public static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        if (magnitude == Math.rint(magnitude) && magnitude < 1e15) {
            return sign + (long) magnitude + ".0";
        }
        return sign + layout(shortest(magnitude).stripTrailingZeros());
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // any decimal of 15 digits survives the way through a normal double, so none shorter need be tried
        int digits = value < Double.MIN_NORMAL ? 1 : 15;
        // below a power of two the doubles lie closer: there the nearest decimal may miss where the next one up hits
        boolean powerOfTwo = (Double.doubleToRawLongBits(value) & MANTISSA) == 0;
        for (; digits < 17; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == value) {
                return nearest;
            }
            if (powerOfTwo) {
                BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
                if (above.doubleValue() == value) {
                    return above;
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    private static String layout(BigDecimal value) {
        String digits = value.unscaledValue().toString();
        int exponent = digits.length() - 1 - value.scale();
        if (exponent >= -4 && exponent < 16) {
            String plain = value.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        int size = Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
