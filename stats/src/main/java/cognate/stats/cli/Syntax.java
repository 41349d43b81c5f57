package cognate.stats.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a command takes: options, each with the values it allows, and operands. Built by chained calls; every command
 * also takes {@code --json --quiet --threads --debug --help}.
 */
final class Syntax {
    /** Seeds stay exact as JSON numbers. */
    static final long MAXIMAL_SEED = (1L << 53) - 1;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

    /** Says what is wrong with a value: what was expected; or null if it is right. */
    private interface Check {
        String expected(String value);
    }

    /** An option; {@code value} is null for a flag, {@code fallback} null where there is no default. */
    private record Option(String value, String fallback, String meaning, boolean required, Check check) {}

    private final String command;
    private final String purpose;
    private final Map<String, Option> options = new LinkedHashMap<>();
    private String operandNames = "";
    private Supplier<String> notes = () -> "";
    private int fewest;
    private int most;

    Syntax(String command, String purpose) {
        this.command = command;
        this.purpose = purpose;
    }

    String command() {
        return command;
    }

    String purpose() {
        return purpose;
    }

    /** Between {@code fewest} and {@code most} operands, in the help under {@code names}. */
    Syntax operands(String names, int fewest, int most) {
        this.operandNames = names;
        this.fewest = fewest;
        this.most = most;
        return this;
    }

    /** Text that ends the help, made when the help is printed. */
    Syntax notes(Supplier<String> text) {
        notes = text;
        return this;
    }

    Syntax flag(String name, String meaning) {
        options.put(name, new Option(null, null, meaning, false, null));
        return this;
    }

    /** Any text; {@code fallback} may be null. */
    Syntax text(String name, String value, String fallback, String meaning) {
        options.put(name, new Option(value, fallback, meaning, false, given -> null));
        return this;
    }

    /** A text that has to be given. */
    Syntax required(String name, String value, String meaning) {
        options.put(name, new Option(value, null, meaning, true, given -> null));
        return this;
    }

    Syntax choice(String name, List<String> choices, String fallback, String meaning) {
        Check check = given -> choices.contains(given) ? null : "one of " + String.join(", ", choices);
        options.put(name, new Option(String.join("|", choices), fallback, meaning, false, check));
        return this;
    }

    /** A whole number within bounds; {@code fallback} may be null. */
    Syntax integer(String name, Long fallback, long least, long greatest, String meaning) {
        Check check = given ->
                INTEGER.matcher(given).matches() && Long.parseLong(given) >= least && Long.parseLong(given) <= greatest
                        ? null
                        : "a whole number between " + least + " and " + greatest;
        String standard = fallback == null ? null : fallback.toString();
        options.put(name, new Option("N", standard, meaning, false, check));
        return this;
    }

    /** A decimal number above 0 and below 1. */
    Syntax share(String name, Double fallback, String meaning) {
        Check check = given ->
                NUMBER.matcher(given).matches() && Double.parseDouble(given) > 0 && Double.parseDouble(given) < 1
                        ? null
                        : "a number above 0 and below 1";
        options.put(name, new Option("X", fallback == null ? null : Double.toString(fallback), meaning, false, check));
        return this;
    }

    /** A decimal number within bounds; {@code fallback} may be null. */
    Syntax number(String name, String fallback, double least, double greatest, String meaning) {
        Check check = given -> NUMBER.matcher(given).matches()
                        && Double.parseDouble(given) >= least
                        && Double.parseDouble(given) <= greatest
                ? null
                : "a number between " + least + " and " + greatest;
        options.put(name, new Option("X", fallback, meaning, false, check));
        return this;
    }

    Syntax seed(String meaning) {
        return integer("seed", 1L, 0, MAXIMAL_SEED, meaning);
    }

    private Map<String, Option> allOptions() {
        Syntax all = new Syntax(command, purpose);
        all.options.putAll(options);
        all.flag("json", "print exactly one JSON document")
                .flag("quiet", "no progress and no log lines")
                .integer("threads", null, 1, 4096, "threads (default: processors)")
                .flag("debug", "add the stack to an error")
                .flag("help", "print this");
        return all.options;
    }

    /** Reads the arguments behind the command's name. */
    Options parse(List<String> arguments) {
        Map<String, Option> known = allOptions();
        Map<String, String> values = new HashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                operands.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            } else if (argument.equals("-h")) {
                values.put("help", "");
            } else if (!argument.startsWith("-") || argument.equals("-")) {
                operands.add(argument);
            } else {
                int equals = argument.indexOf('=');
                String given = equals < 0 ? argument : argument.substring(0, equals);
                String name = given.startsWith("--") ? given.substring(2) : "";
                Option option = known.get(name);
                if (option == null) {
                    List<String> names =
                            known.keySet().stream().map(known1 -> "--" + known1).toList();
                    throw new RequestException(
                            "expected an option of " + command + ", found " + given + Nearest.hint(given, names));
                }
                String value = equals < 0 ? null : argument.substring(equals + 1);
                if (option.value() == null) {
                    if (value != null) {
                        throw new RequestException(given + ": expected no value, found " + value);
                    }
                    values.put(name, "");
                    continue;
                }
                if (value == null
                        && i + 1 < arguments.size()
                        && !arguments.get(i + 1).startsWith("--")) {
                    value = arguments.get(++i);
                }
                values.put(name, checked(given, option, value));
            }
        }
        if (!values.containsKey("help")) {
            checkCompleteness(values, operands);
        }
        Map<String, String> fallbacks = new HashMap<>();
        known.forEach((name, option) -> fallbacks.put(name, option.fallback()));
        return new Options(values, fallbacks, operands);
    }

    private static String checked(String given, Option option, String value) {
        if (value == null || value.isEmpty()) {
            throw new RequestException(given + ": expected a value " + option.value() + ", found none");
        }
        String expected = option.check().expected(value);
        if (expected != null) {
            throw new RequestException(given + ": expected " + expected + ", found " + value);
        }
        return value;
    }

    private void checkCompleteness(Map<String, String> values, List<String> operands) {
        options.forEach((name, option) -> {
            if (option.required() && !values.containsKey(name)) {
                throw new RequestException(command + ": expected --" + name + " " + option.value() + " ("
                        + option.meaning() + "), found none");
            }
        });
        if (operands.size() < fewest || operands.size() > most) {
            String found = operands.isEmpty() ? "none" : String.join(" ", operands);
            String expected = most == 0 ? "no operands" : operandNames;
            throw new RequestException(command + ": expected " + expected + ", found " + found);
        }
    }

    /** The text of {@code --help}. */
    String help() {
        StringBuilder text = new StringBuilder("usage: cognate " + command);
        text.append(operandNames.isEmpty() ? "" : " " + operandNames)
                .append(" [options]\n")
                .append(purpose);
        text.append("\n\noptions:\n");
        allOptions().forEach((name, option) -> {
            String left = "--" + name + (option.value() == null ? "" : " " + option.value());
            String right = option.meaning()
                    + (option.required() ? " (required)" : "")
                    + (option.fallback() == null ? "" : " (default: " + option.fallback() + ")");
            text.append(left.length() > 26 ? "  " + left + "\n" + " ".repeat(30) : String.format("  %-28s", left));
            text.append(right).append('\n');
        });
        return notes.get().isEmpty()
                ? text.toString()
                : text.append('\n').append(notes.get()).toString();
    }
}
