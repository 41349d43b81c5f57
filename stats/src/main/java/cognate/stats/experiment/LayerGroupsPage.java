package cognate.stats.experiment;

import cognate.stats.htt.Design;
import cognate.stats.report.Charts;
import cognate.stats.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The report of {@link LayerGroups}: answers, curves over the layers, tables. */
public final class LayerGroupsPage {
    private LayerGroupsPage() {}

    /**
     * The whole page, as HTML.
     *
     * @param shown what the networks were shown, one sentence
     * @param commands what repeats it
     */
    public static String html(LayerGroups groups, String shown, List<String> commands) {
        List<String> names = groups.design().conditions();
        Page page = new Page("Representations of " + names.get(0) + " and " + names.get(1) + ", layer by layer");
        groups.words().forEach(page::verdict);
        page.row(groups.rows().keySet().stream()
                .map(measure -> curves(measure, groups))
                .toArray(String[]::new));
        page.note(
                "Lines are the mean similarity of pairs of networks; bands go from the network with the least mean to the"
                        + " one with the greatest.");
        groups.rows().keySet().forEach(measure -> page.heading(measure).table(groups.header(), groups.table(measure)));
        page.note(shown + " The unit is the block, the networks of one task and seed: the p-value of within - between"
                + " permutes labels by blocks, all others and the intervals are in closed form over blocks. By chance: what"
                + " the measure gives for unrelated representations of these sizes.");
        groups.warnings().forEach(page::note);
        page.heading("Again");
        commands.forEach(page::code);
        return page.html();
    }

    private static String curves(String measure, LayerGroups groups) {
        List<LayerGroups.Row> rows = groups.rows().get(measure);
        Design design = groups.design();
        List<double[]> between = means(design, rows, 0, 1);
        between.addAll(means(design, rows, 1, 0));
        return Charts.curves(
                measure,
                rows.stream().map(LayerGroups.Row::layer).toList(),
                List.of(
                        series(design.conditions().get(0), means(design, rows, 0, 0)),
                        series(design.conditions().get(1), means(design, rows, 1, 1)),
                        series("between", between)));
    }

    private static Charts.Series series(String name, List<double[]> values) {
        return new Charts.Series(name, values.toArray(double[][]::new));
    }

    /**
     * For each network of one group, layer by layer, its mean similarity over the pairs that count to those of a group;
     * networks that are left out of a layer have no curve.
     */
    private static List<double[]> means(Design design, List<LayerGroups.Row> rows, int group, int to) {
        List<double[]> means = new ArrayList<>();
        for (int i = 0; i < design.size(); i++) {
            String network = design.name(i);
            if (design.condition(i) == group && rows.stream().allMatch(row -> at(row.design(), network) >= 0)) {
                means.add(rows.stream()
                        .mapToDouble(row -> mean(row, at(row.design(), network), to))
                        .toArray());
            }
        }
        return means;
    }

    private static int at(Design design, String network) {
        return IntStream.range(0, design.size())
                .filter(i -> design.name(i).equals(network))
                .findFirst()
                .orElse(-1);
    }

    private static double mean(LayerGroups.Row row, int network, int group) {
        double[] similarity = row.similarity().values()[network];
        return IntStream.range(0, similarity.length)
                .filter(j -> row.design().counts(network, j) && row.design().condition(j) == group)
                .mapToDouble(j -> similarity[j])
                .average()
                .orElse(row.apart().between());
    }
}
