package cognate.engine.io;

import java.math.BigInteger;

/**
 * Numbers as text, the same on every JDK. {@code Double.toString} is not: before JDK 19 it sometimes prints one digit
 * too many (JDK-4511638).
 */
public final class Decimal {
    private static final int MANTISSA_BITS = 52;
    private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
    private static final int LOWEST_EXPONENT = -1074;

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
        return sign + shortest(magnitude);
    }

    /**
     * Scales the number and the two ends of the interval that is read as it by a power of ten, so that they have about
     * 18 digits before the point, and looks for the roundest integer between the ends.
     */
    private static String shortest(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponentBits = (int) (bits >>> MANTISSA_BITS);
        long mantissa = (bits & (HIDDEN_BIT - 1)) | (exponentBits == 0 ? 0 : HIDDEN_BIT);
        int exponent = LOWEST_EXPONENT - 1 + Math.max(1, exponentBits);
        int scale = 17 - (int) Math.floor(StrictMath.log10(value));

        // in quarters of the last binary place: below a power of two the next number is only half as far away
        int below = mantissa == HIDDEN_BIT && exponentBits > 1 ? 1 : 2;
        BigInteger factor = BigInteger.TEN.pow(Math.max(0, scale)).shiftLeft(Math.max(0, exponent - 2));
        BigInteger divisor = BigInteger.TEN.pow(Math.max(0, -scale)).shiftLeft(Math.max(0, 2 - exponent));
        BigInteger[] low = scaled(4 * mantissa - below, factor, divisor);
        BigInteger[] middle = scaled(4 * mantissa, factor, divisor);
        BigInteger[] high = scaled(4 * mantissa + 2, factor, divisor);

        boolean endsRead = (mantissa & 1) == 0; // halves are read as the even neighbour
        long least = low[0].longValueExact() + (endsRead && low[1].signum() == 0 ? 0 : 1);
        long most = high[0].longValueExact() - (!endsRead && high[1].signum() == 0 ? 1 : 0);
        int zeros = 18;
        long unit = 1_000_000_000_000_000_000L;
        while (most / unit * unit < least) {
            unit /= 10;
            zeros--;
        }
        long nearest = nearest(middle[0].longValueExact(), middle[1].signum() > 0, unit);
        long digits = Math.max((least + unit - 1) / unit, Math.min(most / unit, nearest));
        return layout(Long.toString(digits), zeros - scale);
    }

    private static BigInteger[] scaled(long quarters, BigInteger factor, BigInteger divisor) {
        return factor.multiply(BigInteger.valueOf(quarters)).divideAndRemainder(divisor);
    }

    /** How many units come nearest to {@code floor} and what may be left behind its point; ties to even. */
    private static long nearest(long floor, boolean more, long unit) {
        long down = floor / unit;
        long rest = floor % unit * 2 - unit;
        boolean up = rest > 0 || rest == 0 && (more || (down & 1) == 1);
        return up ? down + 1 : down;
    }

    /** {@code digits}, which do not end with 0, times ten to {@code power}. */
    private static String layout(String digits, int power) {
        int exponent = digits.length() - 1 + power;
        if (exponent < -4 || exponent >= 16) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            int size = Math.abs(exponent);
            return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
        } else if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        } else if (power >= 0) {
            return digits + "0".repeat(power) + ".0";
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }
}
