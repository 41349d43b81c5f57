package cognate.models.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The classes that stand behind labels, numbered in order: by value if all labels are numbers, where one value is one
 * class however it is written ({@code 0}, {@code 0.0}) and has the shortest of its names.
 */
final class ClassNames {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    ClassNames(Collection<String> labels) {
        boolean byValue = labels.stream().allMatch(TextLines::isNumber);
        Comparator<String> order = byValue ? ClassNames::compareValues : Comparator.naturalOrder();
        TreeSet<String> spellings =
                new TreeSet<>(order.thenComparing(String::length).thenComparing(Comparator.naturalOrder()));
        spellings.addAll(labels);
        for (String spelling : spellings) {
            if (names.isEmpty() || order.compare(names.get(names.size() - 1), spelling) != 0) {
                names.add(spelling);
            }
            numbers.put(spelling, names.size() - 1);
        }
    }

    /** The different names, in order. */
    List<String> names() {
        return names;
    }

    /** The number of each label's class. */
    int[] numbers(Collection<String> labels) {
        return labels.stream().mapToInt(numbers::get).toArray();
    }

    /** The place of a label's class among some names; -1 if it is none of them. */
    static int find(String label, List<String> names) {
        int same = names.indexOf(label);
        for (int c = 0; same < 0 && c < names.size() && TextLines.isNumber(label); c++) {
            same = TextLines.isNumber(names.get(c)) && compareValues(label, names.get(c)) == 0 ? c : -1;
        }
        return same;
    }

    /** What is not finite comes last. */
    private static int compareValues(String a, String b) {
        boolean finite = isFinite(a);
        if (finite != isFinite(b)) {
            return finite ? -1 : 1;
        }
        return finite ? new BigDecimal(a).compareTo(new BigDecimal(b)) : a.compareTo(b);
    }

    private static boolean isFinite(String number) {
        return !Character.isLetter(number.charAt(number.length() - 1));
    }
}
