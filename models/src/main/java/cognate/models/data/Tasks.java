package cognate.models.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the tasks that a user asks for. */
public final class Tasks {
    private Tasks() {}

    /**
     * The tasks of a specification, in its order.
     *
     * @param spec {@code all} for one task with every class, {@code pairs} for 0v1, 2v3, …, or a list as
     *     {@code 0v1,3v8}: two or more classes each, by name or by number; a name goes before a number
     * @throws IllegalArgumentException if it is none of these, names a class that the data have not or one twice, or
     *     asks for a task twice
     */
    public static List<Task> parse(String spec, Dataset data) {
        List<String> names = data.classNames();
        if (names.size() < 2) {
            throw new IllegalArgumentException(
                    "tasks: expected at least 2 classes in " + data.name() + ", found " + names.size());
        }
        List<Task> tasks = new ArrayList<>();
        if (spec.equals("all")) {
            return List.of(
                    new Task("all", IntStream.range(0, names.size()).boxed().toList()));
        }
        if (data.labelsPerExample() > 1) {
            throw new IllegalArgumentException("tasks: expected all for " + data.name() + ", found " + spec);
        }
        if (spec.equals("pairs")) {
            for (int c = 0; c + 1 < names.size(); c += 2) {
                tasks.add(new Task(c + "v" + (c + 1), List.of(c, c + 1)));
            }
            return tasks;
        }
        Set<String> seen = new HashSet<>();
        for (String part : spec.split(",", -1)) {
            List<Integer> classes = classes(part.strip(), data);
            Task task = new Task(fileName(part.strip(), classes), classes);
            if (!seen.add(task.name())) {
                throw new IllegalArgumentException("tasks: expected each task once, found " + part.strip() + " again");
            }
            tasks.add(task);
        }
        return tasks;
    }

    private static List<Integer> classes(String text, Dataset data) {
        List<List<Integer>> readings = new ArrayList<>();
        read(text, 0, new ArrayList<>(), data.classNames(), readings);
        readings.removeIf(classes -> classes.size() < 2);
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("tasks: expected all, pairs or a list as 0v1,3v8 of the classes "
                    + brief(data.classNames()) + ", found " + (text.isEmpty() ? "nothing" : text));
        }
        if (readings.size() > 1) {
            throw new IllegalArgumentException(
                    "tasks: expected classes that can be told apart, found " + text + ", which can be " + readings);
        }
        List<Integer> classes = readings.get(0);
        if (new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException("tasks: expected different classes, found " + text);
        }
        return classes;
    }

    /** Every way to read the text from {@code start} on as classes with a v between them; names may contain a v too. */
    private static void read(
            String text, int start, List<Integer> before, List<String> names, List<List<Integer>> readings) {
        for (int end = text.indexOf('v', start); start <= text.length(); end = text.indexOf('v', end + 1)) {
            boolean last = end < 0;
            int found = find(last ? text.substring(start) : text.substring(start, end), names);
            if (found >= 0) {
                List<Integer> classes = new ArrayList<>(before);
                classes.add(found);
                if (last) {
                    readings.add(classes);
                } else if (classes.size() < names.size()) {
                    read(text, end + 1, classes, names, readings);
                }
            }
            if (last) {
                return;
            }
        }
    }

    private static int find(String text, List<String> names) {
        int byName = names.indexOf(text);
        if (byName >= 0 || !text.matches("\\d{1,6}")) {
            return byName;
        }
        int number = Integer.parseInt(text);
        return number < names.size() ? number : -1;
    }

    /** The task as it was asked for if a folder can be called so on any system, otherwise by the classes' numbers. */
    private static String fileName(String text, List<Integer> classes) {
        if (text.matches("[\\p{L}\\p{N}_+-][\\p{L}\\p{N}_+.-]{0,99}")) {
            return text;
        }
        return String.join("v", classes.stream().map(String::valueOf).toList());
    }

    private static String brief(List<String> names) {
        return names.size() <= 20
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 20)) + ", … (" + names.size() + ")";
    }
}
