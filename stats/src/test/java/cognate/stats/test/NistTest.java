package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The certified values of NIST's Statistical Reference Datasets, univariate and analysis of variance, to at least 10
 * digits. The environment variable COGNATE_DATA names the folder that holds nist/univariate and nist/anova.
 */
class NistTest {
    private static final double DIGITS = 10;

    private static Path folder() {
        String data = System.getenv("COGNATE_DATA");
        assumeTrue(data != null, "COGNATE_DATA names no folder: NIST's data are not there to be checked");
        return Path.of(data, "nist");
    }

    private static void agrees(String what, double certified, double actual, double digits) {
        double error = Math.abs(actual - certified) / (certified == 0 ? 1 : Math.abs(certified));
        assertTrue(error <= Math.pow(10, -digits), what + ": certified " + certified + ", found " + actual);
    }

    /** Also from plain doubles, whose own rounding is 1e-9 (NumAcc3) and 1e-8 (NumAcc4) of the standard deviation. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Lew", "Lottery", "Mavro", "Michelso", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4", "PiDigits"})
    void univariate(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder().resolve("univariate/" + name + ".csv"));
        Map<String, Double> certified = new TreeMap<>();
        Matcher matcher = Pattern.compile("(\\w+)=([-\\d.]+)").matcher(lines.get(0));
        while (matcher.find()) {
            certified.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        List<String> numbers =
                lines.stream().skip(1).filter(line -> !line.isBlank()).toList();
        BigDecimal origin = new BigDecimal(numbers.get(0));
        double[] shifted = Decimals.from(origin, numbers);
        double[] plain = Decimals.from(BigDecimal.ZERO, numbers);
        double digits = name.equals("NumAcc3") ? 9 : name.equals("NumAcc4") ? 8 : DIGITS;

        agrees("n", certified.get("n"), shifted.length, 15);
        agrees("mean", certified.get("mean"), Moments.of(plain).mean(), 14);
        agrees(
                "mean",
                certified.get("mean"),
                origin.doubleValue() + Moments.of(shifted).mean(),
                14);
        agrees(
                "deviation",
                certified.get("standardDeviation"),
                Moments.of(shifted).deviation(),
                DIGITS);
        agrees(
                "deviation",
                certified.get("standardDeviation"),
                Moments.of(plain).deviation(),
                digits);
        agrees("autocorrelation", certified.get("autocorrelation"), Moments.autocorrelation(shifted), DIGITS);
        agrees("autocorrelation", certified.get("autocorrelation"), Moments.autocorrelation(plain), digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AtmWtAg", "SiRstv", "SmLs01", "SmLs02", "SmLs03", "SmLs04", "SmLs05", "SmLs06", "SmLs07", "SmLs08",
                "SmLs09"
            })
    void anova(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder().resolve("anova/" + name + ".dat"));
        double[] between = numbers(lines, "Between ");
        double[] within = numbers(lines, "Within ");
        double[] rSquared = numbers(lines, "Certified R-Squared");
        int start = 0;
        while (!lines.get(start).matches("Data: +(Treatment|Instrument) .*")) {
            start++;
        }
        Map<String, List<String>> groups = new TreeMap<>();
        for (String line : lines.subList(start + 1, lines.size())) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length == 2) {
                groups.computeIfAbsent(fields[0], key -> new ArrayList<>()).add(fields[1]);
            }
        }
        BigDecimal origin = new BigDecimal(groups.values().iterator().next().get(0));
        OneWayAnova anova = OneWayAnova.of(groups.values().stream()
                .map(group -> Decimals.from(origin, group))
                .toArray(double[][]::new));

        agrees("degrees", between[0], anova.betweenDegrees(), 15);
        agrees("between", between[1], anova.between(), DIGITS);
        agrees("mean square", between[2], anova.between() / anova.betweenDegrees(), DIGITS);
        agrees("F", between[3], anova.statistic(), DIGITS);
        agrees("degrees", within[0], anova.withinDegrees(), 15);
        agrees("within", within[1], anova.within(), DIGITS);
        agrees("R squared", rSquared[0], anova.rSquared(), DIGITS);
        agrees("residual", Math.sqrt(within[2]), anova.residualDeviation(), DIGITS);
    }

    /** The numbers on the first line that holds a text, after it and a word that may follow. */
    private static double[] numbers(List<String> lines, String text) {
        String line =
                lines.stream().filter(each -> each.contains(text)).findFirst().orElseThrow();
        String rest = line.substring(line.indexOf(text) + text.length()).trim().replaceFirst("^[A-Za-z]+\\s+", "");
        return Arrays.stream(rest.split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
