package cognate.stats.experiment;

import cognate.similarity.representation.LayerComparison;
import cognate.similarity.representation.Measures;
import cognate.stats.report.HeatMap;
import cognate.stats.report.Page;
import java.util.List;

/** The report of two networks, layer by layer: a heat map and tables. */
public final class LayersPage {
    private static final String HEAT_MAP = "cka.linear";

    private LayersPage() {}

    /**
     * The whole page, as HTML.
     *
     * @param networks their names
     * @param form what rows the layers' outputs became, in words
     * @param all every layer of both networks with every other, for the heat map
     * @param words what the nulls say
     */
    public static String html(
            List<String> networks,
            String form,
            LayerTables tables,
            LayerComparison all,
            List<String> words,
            List<String> warnings) {
        Double[][] table = all.tables().get(HEAT_MAP);
        double[][] values = new double[table.length][table.length];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                values[i][j] = table[i][j] == null ? 0 : table[i][j];
            }
        }
        Page page = new Page("Representations of " + String.join(" and ", networks));
        page.note("Form " + form + ".");
        page.figure(
                HeatMap.draw("linear CKA of layers", values, all.rows()),
                "Linear CKA of every layer of A and B with every other; 0 where two cannot be compared.");
        tables.byTitle().forEach((title, rows) -> page.heading(title).table(tables.header(), rows));
        words.forEach(page::note);
        Measures.cautions(Measures.ofLayers()).forEach(page::note);
        warnings.forEach(page::note);
        return page.html();
    }
}
