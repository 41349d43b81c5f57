package cognate.stats.experiment;

import cognate.similarity.representation.LayerComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The scores of every layer of one network with every layer of another, as cells of tables: for text and page. */
public final class LayerTables {
    private final LayerComparison comparison;
    private final LayerCalibration calibration;

    /** Of scores, and of what is known of their nulls. */
    public LayerTables(LayerComparison comparison, LayerCalibration calibration) {
        this.comparison = comparison;
        this.calibration = calibration;
    }

    /** The names of B's layers, behind a cell that says which way is which. */
    public List<String> header() {
        List<String> header = new ArrayList<>(List.of("A \\ B"));
        header.addAll(comparison.columns());
        return header;
    }

    /** Each measure's table by its title, followed by those that stand beside it. */
    public Map<String, List<List<String>>> byTitle() {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        comparison.tables().forEach((measure, scores) -> {
            tables.put(measure, rows(texts(scores)));
            calibration.texts(measure).forEach((title, texts) -> tables.put(title, rows(texts)));
        });
        return tables;
    }

    private static String[][] texts(Double[]... scores) {
        String[][] texts = new String[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            texts[i] = Arrays.stream(scores[i])
                    .map(value -> value == null ? "-" : String.format(Locale.ROOT, "%.4f", value))
                    .toArray(String[]::new);
        }
        return texts;
    }

    private List<List<String>> rows(String[]... table) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < table.length; i++) {
            List<String> row = new ArrayList<>(List.of(comparison.rows().get(i)));
            row.addAll(List.of(table[i]));
            rows.add(row);
        }
        return rows;
    }
}
