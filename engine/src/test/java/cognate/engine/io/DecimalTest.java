package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
    /** Made by {@code python3 -c "print(float.fromhex(...).hex(), repr(...))"}, CPython 3.11. */
    @ParameterizedTest
    @CsvSource({
        "0x1.0624dd2f1a9fcp-9,    0.002",
        "0x1.0000000000000p-1022, 2.2250738585072014e-308",
        "0x1.52d02c7e14af6p+76,   1e+23",
        "0x1.52d02c7e14af6p+77,   2e+23",
        "0x0.0000000000001p-1022, 5e-324",
        "0x0.0000000000003p-1022, 1.5e-323",
        "0x1.fffffffffffffp+1023, 1.7976931348623157e+308",
        "0x1.0000000000000p-44,   5.684341886080802e-14",
        "0x1.0000000000000p+53,   9007199254740992.0",
        "0x1.0000000000000p+63,   9.223372036854776e+18",
        "0x1.0000000000000p-25,   2.9802322387695312e-08",
        "0x1.c6bf526340000p+49,   1000000000000000.0",
        "0x1.1c37937e08000p+53,   1e+16",
        "0x1.b69b4ba630f35p+56,   1.2345678901234568e+17",
        "0x1.c7e83209e90b2p+72,   8.41e+21",
        "0x1.0f0cf064dd592p+73,   1e+22",
        "0x1.a36e2eb1c432dp-14,   0.0001",
        "0x1.4f8b588e368f1p-17,   1e-05",
        "0x1.b7cdfd9d7bdbbp-34,   1e-10",
        "0x1.374bc6a7ef9dbp-7,    0.0095",
        "0x1.999999999999ap-4,    0.1",
        "0x1.5555555555555p-2,    0.3333333333333333",
        "0x1.3333333333334p-2,    0.30000000000000004",
        "0x1.1666666666666p+2,    4.35",
        "0x1.9000000000000p+6,    100.0",
        "0x0.0p+0,                0.0",
        "-0x0.0p+0,               -0.0",
        "-0x1.8000000000000p+0,   -1.5",
        "NaN,                     nan",
        "Infinity,                inf",
        "-Infinity,               -inf"
    })
    void isWhatPythonPrints(String hex, String text) {
        assertEquals(text, Decimal.text(Double.parseDouble(hex)));
    }

    @Test
    void readsBackExactlyAndNoShorterOneDoes() {
        RandomStream random = RandomStream.of(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (i % 2 == 0) {
                value = random.nextInt(1_000_000) / 1000.0 * StrictMath.pow(10, random.nextInt(60) - 30);
            }
            if (!Double.isFinite(value)) {
                continue;
            }
            String text = Decimal.text(value);
            assertEquals(Double.doubleToRawLongBits(value), Double.doubleToRawLongBits(Double.parseDouble(text)), text);
            int digits = new BigDecimal(text).stripTrailingZeros().precision();
            if (digits > 1 && value != 0) {
                BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits - 1, RoundingMode.HALF_EVEN));
                assertTrue(shorter.doubleValue() != value, text);
            }
        }
    }
}
