package cognate.stats.experiment;

import cognate.similarity.representation.LayerComparison;
import cognate.similarity.representation.Measure;
import cognate.similarity.representation.NullScores;
import cognate.stats.test.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The calibrated scores of every layer of one network against every layer of another. */
public final class LayerCalibration {
    private final LayerComparison comparison;
    private final Calibrator calibrator;
    private final Map<String, Calibration[][]> tables = new LinkedHashMap<>();
    /** By sentence, how many pairs of layers it is true of. */
    private final Map<String, Integer> reasons = new TreeMap<>();

    private LayerCalibration(LayerComparison comparison, Calibrator calibrator) {
        this.comparison = comparison;
        this.calibrator = calibrator;
    }

    /** Of a comparison with nulls; all of them become members of the calibrator's family. */
    public static LayerCalibration of(LayerComparison comparison, Calibrator calibrator) {
        LayerCalibration result = new LayerCalibration(comparison, calibrator);
        int rows = comparison.rows().size();
        int columns = comparison.columns().size();
        comparison.tables().keySet().stream()
                .filter(name -> !name.startsWith("baseline."))
                .forEach(name -> result.tables.put(name, new Calibration[rows][columns]));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (comparison.nulls(i, j) != null) {
                    result.add(i, j, comparison.nulls(i, j));
                }
            }
        }
        return result;
    }

    private void add(int i, int j, NullScores nulls) {
        calibrator.calibrate(nulls).forEach((measure, found) -> tables.get(measure.name())[i][j] = found);
        for (Map.Entry<Measure, String> entry : nulls.reasons().entrySet()) {
            reasons.merge(entry.getKey() + ": " + entry.getValue(), 1, Integer::sum);
        }
    }

    /**
     * The tables of every measure, [layers of A][layers of B], null where there is no null, and the family's p-value.
     */
    public Map<String, Object> document() {
        Map<String, Object> calibration = new LinkedHashMap<>();
        tables.forEach((measure, table) -> {
            Map<String, Object> document = new LinkedHashMap<>();
            for (String key : List.of("pValue", "threshold", "calibrated")) {
                document.put(key, numbers(table, key));
            }
            document.put("permutations", calibrator.permutations());
            calibration.put(measure, document);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("calibration", calibration);
        document.put("calibrationReasons", List.copyOf(reasons.keySet()));
        document.put("familyPValue", calibrator.familyPValue());
        return document;
    }

    private static Object[][] numbers(Calibration[][] table, String key) {
        return Arrays.stream(table)
                .map(row -> Arrays.stream(row)
                        .map(cell ->
                                cell == null ? null : Calibrator.document(cell).get(key))
                        .toArray())
                .toArray(Object[][]::new);
    }

    /** Two tables to stand beside the measure's: calibrated scores and p-values; none of one without a null. */
    public Map<String, String[][]> texts(String measure) {
        Calibration[][] table = tables.get(measure);
        if (table == null || Arrays.stream(table).flatMap(Arrays::stream).allMatch(cell -> cell == null)) {
            return Map.of();
        }
        Map<String, String[][]> texts = new LinkedHashMap<>();
        texts.put(measure + ", calibrated", texts(table, false));
        texts.put(measure + ", p-value", texts(table, true));
        return texts;
    }

    private String[][] texts(Calibration[][] table, boolean pValue) {
        return Arrays.stream(table)
                .map(row -> Arrays.stream(row)
                        .map(cell -> cell == null ? "-" : text(cell, pValue))
                        .toArray(String[]::new))
                .toArray(String[][]::new);
    }

    /** Too few shuffles give a p-value and no calibrated score. */
    private String text(Calibration cell, boolean pValue) {
        if (pValue) {
            return calibrator.text(cell.pValue());
        }
        return Double.isNaN(cell.calibrated()) ? "-" : String.format(Locale.ROOT, "%.4f", cell.calibrated());
    }

    /** What stands below the tables: all p-values together, and why some pairs of layers have none. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (calibrator.familyPValue() != null) {
            words.add(calibrator.words());
        }
        int pairs = comparison.rows().size() * comparison.columns().size();
        reasons.forEach((reason, count) ->
                words.add("no p-value of " + reason + " (" + count + " of " + pairs + " pairs of layers)"));
        return words;
    }
}
