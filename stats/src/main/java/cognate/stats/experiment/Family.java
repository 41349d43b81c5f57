package cognate.stats.experiment;

import cognate.stats.htt.PValue;
import cognate.stats.test.MultipleTesting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All p-values of one report. They are adjusted together by Holm, and every decision of the report is made by the
 * adjusted ones.
 *
 * @param members p-values by what they are of, in order
 */
record Family(Map<String, PValue> members) {
    /** A member's p-value, adjusted. */
    double adjusted(String member) {
        return holm(member, PValue::value);
    }

    /** The least that a member's adjusted p-value can be. */
    double least(String member) {
        return holm(member, PValue::smallest);
    }

    private double holm(String member, ToDoubleFunction<PValue> value) {
        List<String> names = List.copyOf(members.keySet());
        double[] adjusted = MultipleTesting.holm(
                names.stream().map(members::get).mapToDouble(value).toArray());
        return adjusted[names.indexOf(member)];
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rule", "Holm");
        document.put("members", List.copyOf(members.keySet()));
        return document;
    }
}
