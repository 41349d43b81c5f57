package cognate.stats.cli;

import cognate.engine.io.FormatException;
import cognate.engine.io.Npy;
import cognate.engine.io.Npz;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.similarity.representation.Cca;
import cognate.similarity.representation.LayerActivations;
import cognate.similarity.representation.Measure;
import cognate.similarity.representation.Measures;
import cognate.similarity.representation.NullScores;
import cognate.similarity.representation.RepresentationMeasures;
import cognate.similarity.representation.RowOrders;
import cognate.similarity.representation.Score;
import cognate.stats.distribution.ChiSquared;
import cognate.stats.experiment.Calibrator;
import cognate.stats.experiment.MeasureCalibration;
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

    static final int MOST_PERMUTATIONS = 1_000_000;
    static final String PERMUTATIONS = "shuffles of the inputs, also of what takes long (default: "
            + Calibrator.PERMUTATIONS + " where they take no more than about 2 s a measure)";

    @Override
    public Syntax syntax() {
        return FormOption.addTo(new Syntax("measure", "similarity of two activation arrays, .npy or .npz:name")
                        .operands("X Y", 2, 2))
                .share("alpha", Calibrator.ALPHA, "level of thresholds and of the count of canonical correlations")
                .integer("permutations", null, 1, MOST_PERMUTATIONS, PERMUTATIONS)
                .seed("decides the shuffles")
                .notes(MeasureCommand::table);
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        LayerActivations.Form form = FormOption.of(options);
        Npy arrayX = array(options.operands().get(0));
        Npy arrayY = array(options.operands().get(1));
        Matrix x = matrix(options.operands().get(0), arrayX, form);
        Matrix y = matrix(options.operands().get(1), arrayY, form);
        RepresentationMeasures result;
        NullScores nulls;
        int permutations = permutations(options);
        try (Workers workers = Workers.of(options.threads())) {
            result = RepresentationMeasures.measure(x, y, workers);
            // places of one input move together, also where only one side says that they are of one input
            int inputs = Math.min(arrayX.shape().dim(0), arrayY.shape().dim(0));
            RowOrders orders = RowOrders.of(inputs, permutations, options.longInteger("seed"));
            double most = options.given("permutations") ? Double.POSITIVE_INFINITY : NullScores.MODERATE;
            nulls = NullScores.of(result.pair(), result.scores(), orders, most, workers);
        }
        double alpha = options.number("alpha");
        MeasureCalibration calibration =
                MeasureCalibration.of(result.scores(), nulls, new Calibrator(permutations, alpha));
        double[] rho = result.pair().cca().correlations();
        int significant = significant(result.pair().cca(), rho.length, alpha);
        double mean = mean(rho, significant);
        Map<String, Object> document = document(result, mean, significant);
        document.put("form", form.toString());
        document.put("alpha", alpha);
        document.putAll(calibration.document());
        console.printJson(document);
        console.print("X " + arrayX.shape() + ", Y " + arrayY.shape() + ", form " + form.words());
        console.print(line("measure", "value", "by chance", "calibrated", "p"));
        console.print(line("cca.rho", list(rho), "", "", ""));
        for (Map.Entry<Measure, Score> entry : result.scores().entrySet()) {
            Score score = entry.getValue();
            console.print(line(
                    entry.getKey().name(),
                    number(score.value()),
                    number(score.chance()),
                    calibration.calibrated(entry.getKey()),
                    calibration.pValue(entry.getKey())));
        }
        console.print(line("cca.bartlett", number(mean), "", "", ""));
        console.print(line("cca.bartlett.count", Integer.toString(significant), "", "", ""));
        for (String sentence : calibration.words()) {
            console.print(sentence);
        }
        for (String caution : Measures.cautions(result.scores().keySet())) {
            console.print(caution);
        }
        result.warnings().forEach(warning -> console.log("warning: " + warning));
        return Cognate.DONE;
    }

    /** The document with Bartlett's count and mean among its measures. */
    private static Map<String, Object> document(RepresentationMeasures result, double mean, int significant) {
        Map<String, Object> document = new LinkedHashMap<>(result.toMap());
        Map<String, Object> measures = new LinkedHashMap<>();
        ((Map<?, ?>) document.get("measures")).forEach((name, value) -> measures.put((String) name, value));
        measures.put("cca.bartlett", mean);
        measures.put("cca.bartlett.count", significant);
        document.put("measures", measures);
        return document;
    }

    /** {@code --permutations} or the default. */
    static int permutations(Options options) {
        return options.given("permutations") ? options.integer("permutations") : Calibrator.PERMUTATIONS;
    }

    /** How many canonical correlations Bartlett's test finds, one after the other from the largest. */
    private static int significant(Cca cca, int most, double alpha) {
        int count = 0;
        while (count < most && isSignificant(cca, count, alpha)) {
            count++;
        }
        return count;
    }

    private static boolean isSignificant(Cca cca, int k, double alpha) {
        double statistic = cca.bartlett(k);
        return statistic == Double.POSITIVE_INFINITY
                || new ChiSquared(cca.degreesOfFreedom(k)).survival(statistic) <= alpha;
    }

    /** What every measure is, for the help. */
    private static String table() {
        StringBuilder text = new StringBuilder("measures (also with --json, with sources and invariances):\n");
        for (Measure measure : Measures.all()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-24s  %s, %s%s: %s\n",
                    measure.name(),
                    measure.direction(),
                    measure.range(),
                    measure.symmetric() ? "" : ", X and Y differ",
                    measure.definition()));
        }
        return text.toString();
    }

    private static Matrix matrix(String operand, Npy array, LayerActivations.Form form) throws IOException {
        try {
            return form.matrix(array.values(), array.shape());
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    operand,
                    "[inputs, neurons], [inputs, channels, height, width] or [inputs, steps, units]",
                    "shape " + array.shape());
        }
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

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return count == 0 ? 0 : sum / count;
    }

    private static String line(String name, String value, String chance, String calibrated, String p) {
        return String.format(Locale.ROOT, "%-24s %12s %12s %12s %10s", name, value, chance, calibrated, p)
                .stripTrailing();
    }

    private static String list(double[] values) {
        String shown = Arrays.stream(values)
                .limit(SHOWN)
                .mapToObj(MeasureCommand::number)
                .collect(Collectors.joining(" "));
        return values.length <= SHOWN ? shown : shown + " … (" + values.length + ")";
    }

    /** Empty for what is not known. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
