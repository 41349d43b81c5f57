package cognate.stats.experiment;

import cognate.stats.htt.Networks;
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
        List<String> names = groups.networks().conditions();
        Page page = new Page("Representations of " + names.get(0) + " and " + names.get(1) + ", layer by layer");
        groups.words().forEach(page::verdict);
        page.row(groups.rows().keySet().stream()
                .map(measure -> curves(measure, groups))
                .toArray(String[]::new));
        page.note(
                "Lines are the mean similarity of pairs of networks; bands go from the network with the least mean to the"
                        + " one with the greatest.");
        groups.rows().keySet().forEach(measure -> page.heading(measure).table(groups.header(), groups.table(measure)));
        page.note(shown + " The unit is the network: p-values permute networks over the groups, intervals draw networks"
                + " anew. p-values are adjusted by Holm over both questions, all layers and all measures. By chance: what"
                + " the measure gives for unrelated representations of these sizes.");
        groups.warnings().forEach(page::note);
        page.heading("Again");
        commands.forEach(page::code);
        return page.html();
    }

    private static String curves(String measure, LayerGroups groups) {
        List<LayerGroups.Row> rows = groups.rows().get(measure);
        Networks networks = groups.networks();
        List<double[]> between = means(networks, rows, 0, 1);
        between.addAll(means(networks, rows, 1, 0));
        return Charts.curves(
                measure,
                rows.stream().map(LayerGroups.Row::layer).toList(),
                List.of(
                        series(networks.conditions().get(0), means(networks, rows, 0, 0)),
                        series(networks.conditions().get(1), means(networks, rows, 1, 1)),
                        series("between", between)));
    }

    private static Charts.Series series(String name, List<double[]> values) {
        return new Charts.Series(name, values.toArray(double[][]::new));
    }

    /** For each network of one group, layer by layer, its mean similarity to those of a group, itself left out. */
    private static List<double[]> means(Networks networks, List<LayerGroups.Row> rows, int group, int to) {
        List<double[]> means = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            if (networks.condition(i) == group) {
                int network = i;
                means.add(rows.stream()
                        .mapToDouble(row -> mean(networks, row.similarity().values()[network], network, to))
                        .toArray());
            }
        }
        return means;
    }

    private static double mean(Networks networks, double[] similarity, int network, int group) {
        return IntStream.range(0, similarity.length)
                .filter(j -> j != network && networks.condition(j) == group)
                .mapToDouble(j -> similarity[j])
                .average()
                .orElseThrow();
    }
}
