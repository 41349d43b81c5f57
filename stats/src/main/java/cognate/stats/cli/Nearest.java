package cognate.stats.cli;

import java.util.Collection;
import java.util.stream.IntStream;

/** Finds the known name that a mistyped one was meant to be. */
final class Nearest {
    private Nearest() {}

    /** A question to append to an error, or nothing where no known name is near. */
    static String hint(String given, Collection<String> known) {
        String nearest = null;
        int least = 2 + given.length() / 4;
        for (String name : known) {
            int distance = distance(given, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one into the other. */
    static int distance(String a, String b) {
        int[] previous = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
