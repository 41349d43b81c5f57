package cognate.stats.experiment;

import cognate.similarity.representation.Measure;
import cognate.similarity.representation.Measures;
import cognate.similarity.representation.NullScores;
import cognate.similarity.representation.Score;
import cognate.stats.test.Calibration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calibrated scores of one pair of matrices. */
public final class MeasureCalibration {
    private final Map<Measure, Score> scores;
    private final NullScores nulls;
    private final Calibrator calibrator;
    private final Map<Measure, Calibration> calibrations;

    private MeasureCalibration(Map<Measure, Score> scores, NullScores nulls, Calibrator calibrator) {
        this.scores = scores;
        this.nulls = nulls;
        this.calibrator = calibrator;
        calibrations = calibrator.calibrate(nulls);
    }

    /** Of the scores of a pair and their nulls, all members of the calibrator's family. */
    public static MeasureCalibration of(Map<Measure, Score> scores, NullScores nulls, Calibrator calibrator) {
        return new MeasureCalibration(scores, nulls, calibrator);
    }

    /** By measure, null where it has no null; why; and the p-value of all together. */
    public Map<String, Object> document() {
        Map<String, Object> calibration = new LinkedHashMap<>();
        for (Measure measure : scores.keySet()) {
            Calibration one = calibrations.get(measure);
            calibration.put(measure.name(), one == null ? null : Calibrator.document(one));
        }
        Map<String, Object> reasons = new LinkedHashMap<>();
        nulls.reasons().forEach((measure, reason) -> reasons.put(measure.name(), reason));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("calibration", calibration);
        document.put("calibrationReasons", reasons);
        document.put("familyPValue", calibrator.familyPValue());
        return document;
    }

    /** The calibrated score, empty where there is none. */
    public String calibrated(Measure measure) {
        Calibration one = calibrations.get(measure);
        return one == null || Double.isNaN(one.calibrated()) ? "" : number(one.calibrated());
    }

    /** The p-value, empty where there is none. */
    public String pValue(Measure measure) {
        Calibration one = calibrations.get(measure);
        return one == null ? "" : calibrator.text(one.pValue());
    }

    /** What stands below the table: all p-values together, the bias of CKA, and why some measures have no p-value. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (calibrator.familyPValue() != null) {
            words.add(calibrator.words());
        }
        Measure biased = Measures.of("cka.linear");
        Calibration cka = calibrations.get(biased);
        if (cka != null && !Double.isNaN(cka.threshold())) {
            words.add(
                    "cka.linear is biased: of its " + number(scores.get(biased).value()) + " shuffled inputs reach "
                            + number(cka.threshold()) + " as well, calibrated it is " + number(cka.calibrated()));
        }
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        nulls.reasons()
                .forEach((measure, reason) -> byReason.computeIfAbsent(reason, key -> new ArrayList<>())
                        .add(measure.name()));
        byReason.forEach((reason, names) -> words.add("no p-value of " + String.join(", ", names) + ": " + reason));
        return words;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
