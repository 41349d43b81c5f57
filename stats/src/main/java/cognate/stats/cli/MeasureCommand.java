package cognate.stats.cli;

import cognate.engine.io.FormatException;
import cognate.engine.io.Npy;
import cognate.engine.io.Npz;
import cognate.engine.linalg.Matrix;
import cognate.similarity.representation.Cca;
import cognate.similarity.representation.RepresentationMeasures;
import cognate.stats.distribution.ChiSquared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code measure}: how alike two activation matrices are, by every measure, with the random baseline beside it. */
final class MeasureCommand implements Command {
    /** Elements of a list that people are shown; {@code --json} has them all. */
    private static final int SHOWN = 8;

    @Override
    public Syntax syntax() {
        return new Syntax("measure", "similarity of two activation matrices, .npy or .npz:name")
                .operands("X Y", 2, 2)
                .share("alpha", 0.05, "level of the test that counts canonical correlations");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Matrix x = read(options.operands().get(0));
        Matrix y = read(options.operands().get(1));
        RepresentationMeasures result = RepresentationMeasures.measure(x, y);
        Map<String, Object> measures = new LinkedHashMap<>(result.measures());
        addBartlettCut(measures, result.cca(), options.number("alpha"));
        Map<String, Object> document = new LinkedHashMap<>(result.toMap());
        document.put("measures", measures);
        console.printJson(document);
        console.print(String.format(Locale.ROOT, "%-24s %12s %12s", "measure", "value", "by chance"));
        for (Map.Entry<String, Object> measure : measures.entrySet()) {
            Double baseline = result.baselines().get(measure.getKey());
            String chance = baseline == null ? "" : number(baseline);
            console.print(
                    String.format(Locale.ROOT, "%-24s %12s %12s", measure.getKey(), text(measure.getValue()), chance)
                            .stripTrailing());
        }
        result.warnings().forEach(warning -> console.log("warning: " + warning));
        return Cognate.DONE;
    }

    /** How many canonical correlations Bartlett's test finds, one after the other from the largest, and their mean. */
    private static void addBartlettCut(Map<String, Object> measures, Cca cca, double alpha) {
        double[] rho = cca.correlations();
        int count = 0;
        double sum = 0;
        while (count < rho.length && isSignificant(cca, count, alpha)) {
            sum += rho[count++];
        }
        measures.put("cca.bartlett", count == 0 ? 0.0 : sum / count);
        measures.put("cca.bartlett.count", count);
    }

    private static boolean isSignificant(Cca cca, int k, double alpha) {
        double statistic = cca.bartlett(k);
        return statistic == Double.POSITIVE_INFINITY
                || new ChiSquared(cca.degreesOfFreedom(k)).survival(statistic) <= alpha;
    }

    private static Matrix read(String operand) throws IOException {
        Npy array = array(operand);
        if (array.shape().rank() != 2) {
            throw new FormatException(operand, "a matrix [inputs, neurons]", "shape " + array.shape());
        }
        return Matrix.of(array.values(), array.shape().dim(0), array.shape().dim(1));
    }

    private static Npy array(String operand) throws IOException {
        int colon = operand.lastIndexOf(".npz:");
        if (colon >= 0) {
            return Npz.read(Path.of(operand.substring(0, colon + 4)), operand.substring(colon + 5));
        }
        if (!operand.endsWith(".npz")) {
            return Npy.read(Path.of(operand));
        }
        List<String> names = Npz.names(Path.of(operand));
        if (names.size() != 1) {
            throw new FormatException(operand, "FILE.npz:NAME with one of the names " + names, "none");
        }
        return Npz.read(Path.of(operand), names.get(0));
    }

    private static String text(Object value) {
        if (value instanceof double[] values) {
            String shown = Arrays.stream(values)
                    .limit(SHOWN)
                    .mapToObj(MeasureCommand::number)
                    .collect(Collectors.joining(" "));
            return values.length <= SHOWN ? shown : shown + " … (" + values.length + ")";
        }
        return value instanceof Double number ? number(number) : value.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
