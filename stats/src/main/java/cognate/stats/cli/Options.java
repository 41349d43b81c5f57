package cognate.stats.cli;

import java.util.List;
import java.util.Map;

/** The options and operands of one call, checked against the command's {@link Syntax}. */
final class Options {
    private final Map<String, String> values;
    private final Map<String, String> fallbacks;
    private final List<String> operands;

    Options(Map<String, String> values, Map<String, String> fallbacks, List<String> operands) {
        this.values = Map.copyOf(values);
        this.fallbacks = fallbacks;
        this.operands = List.copyOf(operands);
    }

    List<String> operands() {
        return operands;
    }

    /** Whether the option or flag stands in the command. */
    boolean given(String name) {
        return values.containsKey(name);
    }

    /** The value, or else the default, or else null. */
    String text(String name) {
        if (!fallbacks.containsKey(name)) {
            throw new AssertionError("no option --" + name);
        }
        return values.getOrDefault(name, fallbacks.get(name));
    }

    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    long longInteger(String name) {
        return Long.parseLong(text(name));
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    /** {@code --threads}, by default the number of processors. */
    int threads() {
        return given("threads") ? integer("threads") : Runtime.getRuntime().availableProcessors();
    }
}
