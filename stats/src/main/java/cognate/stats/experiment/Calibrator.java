package cognate.stats.experiment;

import cognate.similarity.representation.Measure;
import cognate.similarity.representation.NullScores;
import cognate.stats.test.Calibration;
import cognate.stats.test.LargestScore;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Calibrates the scores of one report, of all its measures and layers under the same shuffles of inputs. */
public final class Calibrator {
    /** Shuffles where a command does not say how many. */
    public static final int PERMUTATIONS = 199;
    /** The level of thresholds where a command does not say which. */
    public static final double ALPHA = 0.05;

    private final int permutations;
    private final double alpha;
    private final LargestScore family;
    private int members;

    public Calibrator(int permutations, double alpha) {
        this.permutations = permutations;
        this.alpha = alpha;
        family = new LargestScore(permutations);
    }

    /** How many shuffles. */
    int permutations() {
        return permutations;
    }

    /** Calibrates the measures of one pair that have a null, and takes them into the family. */
    public Map<Measure, Calibration> calibrate(NullScores nulls) {
        Map<Measure, Calibration> result = new LinkedHashMap<>();
        nulls.values().forEach((measure, scores) -> {
            Calibration.Scale scale =
                    Calibration.Scale.valueOf(measure.direction().name());
            result.put(measure, Calibration.of(scores, scale, measure.range().greatest(), alpha));
            family.add(scores, scale, measure.range().greatest());
            members++;
        });
        return result;
    }

    /** The p-value of all together; null where no score has a null. */
    public Double familyPValue() {
        double p = family.pValue();
        return Double.isNaN(p) ? null : p;
    }

    /** The elements of a calibration by their names in documents; null for what there is not. */
    public static Map<String, Object> document(Calibration calibration) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pValue", calibration.pValue());
        document.put("threshold", finite(calibration.threshold()));
        document.put("calibrated", finite(calibration.calibrated()));
        document.put("permutations", calibration.permutations());
        return document;
    }

    /** Null for NaN, as documents have it. */
    static Double finite(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** As in {@code 0.0350}, and {@code ≤ 0.0050} where more shuffles could make it smaller. */
    public String text(double p) {
        return (p * (permutations + 1) < 1.5 ? "≤ " : "") + String.format(Locale.ROOT, "%.4f", p);
    }

    /** What the p-value of all together says; empty where there is none. */
    public String words() {
        Double p = familyPValue();
        return p == null
                ? ""
                : "the largest of all " + members + " calibrated scores, each by its mean and deviation over the same "
                        + permutations + " shuffles of the inputs: p " + (p * (permutations + 1) < 1.5 ? "" : "= ")
                        + text(p) + "; p-values of single scores are not adjusted";
    }
}
