package cognate.stats.experiment;

import cognate.stats.htt.Cohesion;
import cognate.stats.htt.Distance;
import cognate.stats.htt.PValue;
import cognate.stats.test.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document and the tables of {@link LayerGroups}. */
final class LayerGroupsText {
    private LayerGroupsText() {}

    static Map<String, Object> document(LayerGroups groups) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("groups", groups.design().conditions());
        document.put("networks", groups.design().size());
        document.put("blocks", groups.design().blocks());
        document.put("alpha", groups.alpha());
        Map<String, Object> measures = new LinkedHashMap<>();
        groups.rows()
                .forEach((measure, rows) -> measures.put(
                        measure, rows.stream().map(LayerGroupsText::document).toList()));
        document.put("measures", measures);
        document.put("warnings", groups.warnings());
        return document;
    }

    private static Map<String, Object> document(LayerGroups.Row row) {
        Map<String, Object> document = new LinkedHashMap<>();
        Distance apart = row.apart();
        Cohesion cohesion = row.cohesion();
        document.put("layer", row.layer());
        document.put("networks", row.design().size());
        document.put("within", List.of(within(row, 0), within(row, 1)));
        document.put(
                "withinIntervals",
                cohesion == null
                        ? null
                        : cohesion.ofWithin().stream()
                                .map(LayerGroupsText::ends)
                                .toList());
        document.put("between", apart.between());
        document.put("chance", row.similarity().chance());
        Map<String, Object> question =
                question(apart.difference(), apart.interval(), apart.pValue().value(), row.apartHolm());
        question.put("labellings", apart.pValue().labellings());
        question.put("smallestPValue", apart.pValue().smallest());
        document.put("apart", question);
        document.put(
                "cohesion",
                cohesion == null
                        ? null
                        : question(cohesion.difference(), cohesion.interval(), cohesion.pValue(), row.cohesionHolm()));
        return document;
    }

    private static double within(LayerGroups.Row row, int group) {
        return row.apart().cells().get(group).get(group);
    }

    private static List<Double> ends(Interval interval) {
        return interval == null ? null : List.of(interval.low(), interval.high());
    }

    private static Map<String, Object> question(double difference, Interval interval, double pValue, double holm) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("difference", difference);
        question.put("interval", ends(interval));
        question.put("pValue", pValue);
        question.put("holm", holm);
        return question;
    }

    static List<String> header(LayerGroups groups) {
        String level = Figures.level(groups.alpha());
        String first = groups.design().conditions().get(0);
        String second = groups.design().conditions().get(1);
        return List.of(
                "layer",
                "within " + first,
                "within " + second,
                "between",
                "by chance",
                "within - between, " + level,
                "p (Holm)",
                first + " - " + second + ", " + level,
                "p (Holm)");
    }

    static List<String> row(LayerGroups.Row row) {
        Distance apart = row.apart();
        Cohesion cohesion = row.cohesion();
        PValue p = apart.pValue();
        return List.of(
                row.layer(),
                Figures.format("%.3f", within(row, 0)),
                Figures.format("%.3f", within(row, 1)),
                Figures.format("%.3f", apart.between()),
                Figures.format("%.3f", row.similarity().chance()),
                span(apart.difference(), apart.interval()),
                (p.atFloor() ? "≤ " : "") + Figures.number(row.apartHolm()),
                cohesion == null ? "-" : span(cohesion.difference(), cohesion.interval()),
                cohesion == null ? "-" : Figures.number(row.cohesionHolm()));
    }

    private static String span(double value, Interval interval) {
        return interval == null
                ? Figures.format("%.3f", value)
                : Figures.format("%.3f [%.3f, %.3f]", value, interval.low(), interval.high());
    }
}
