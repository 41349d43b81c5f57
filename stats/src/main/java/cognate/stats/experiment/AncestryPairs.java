package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.similarity.ancestry.Ancestry;
import cognate.stats.test.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Which of many networks share a start: every pair, in stages, its p-values one family by Holm. */
public final class AncestryPairs {
    /** More would not fit into memory, and no family is that large. */
    private static final int MOST_PERMUTATIONS = 2_000_000;

    private static final int SHOWN_COLUMNS = 12;
    private static final int SHOWN_PAIRS = 100;

    private record Pair(int row, int column) {}

    private final List<AncestrySubject> rows;
    private final List<AncestrySubject> columns;
    private final double alpha;
    private final List<Pair> pairs = new ArrayList<>();
    private int permutations;
    private Ancestry[] tests;
    private double[] adjusted;

    private AncestryPairs(List<AncestrySubject> rows, List<AncestrySubject> columns, double alpha) {
        this.rows = rows;
        this.columns = columns;
        this.alpha = alpha;
    }

    /** Every pair within one list. */
    public static AncestryPairs within(List<AncestrySubject> networks, double alpha) {
        AncestryPairs result = new AncestryPairs(networks, networks, alpha);
        for (int i = 0; i < networks.size(); i++) {
            for (int j = i + 1; j < networks.size(); j++) {
                result.pairs.add(new Pair(i, j));
            }
        }
        return result.checked();
    }

    /** Every pair of a network of one list and a network of the other. */
    public static AncestryPairs between(List<AncestrySubject> rows, List<AncestrySubject> columns, double alpha) {
        AncestryPairs result = new AncestryPairs(rows, columns, alpha);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                result.pairs.add(new Pair(i, j));
            }
        }
        return result.checked();
    }

    private AncestryPairs checked() {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("ancestry: expected at least 2 networks, found " + rows.size());
        }
        rows.forEach(row -> AncestrySubject.checkAlike(rows.get(0), row));
        columns.forEach(column -> AncestrySubject.checkAlike(rows.get(0), column));
        return this;
    }

    /** The number of pairs. */
    public int size() {
        return pairs.size();
    }

    /**
     * Runs the tests.
     *
     * @param least permutations at least, of a pair that is not given up early; more where Holm needs them to reject
     * @param done gets the number of pairs that are done
     */
    public AncestryPairs test(int least, RandomStream stream, Workers workers, LongConsumer done) {
        double needed = Math.ceil(pairs.size() / alpha) - 1;
        permutations = (int) Math.min(MOST_PERMUTATIONS, Math.max(least, needed));
        tests = new Ancestry[pairs.size()];
        AtomicLong count = new AtomicLong();
        workers.run(tests.length, i -> {
            Pair pair = pairs.get(i);
            tests[i] = Ancestry.inStages(
                    rows.get(pair.row).ranked(),
                    columns.get(pair.column).ranked(),
                    permutations,
                    stream.split(i),
                    workers);
            done.accept(count.incrementAndGet());
        });
        adjusted = MultipleTesting.holm(pValues());
        return this;
    }

    /** The p-values of the pairs, not adjusted. */
    double[] pValues() {
        return Arrays.stream(tests).mapToDouble(Ancestry::pValue).toArray();
    }

    /** By Holm. */
    double[] adjusted() {
        return adjusted.clone();
    }

    private long related() {
        return Arrays.stream(adjusted).filter(p -> p <= alpha).count();
    }

    private List<String> warnings() {
        double smallest =
                Arrays.stream(tests).mapToDouble(Ancestry::smallestPValue).min().orElseThrow() * pairs.size();
        double reachable = Math.min(smallest, pairs.size() / (1.0 + permutations));
        List<String> warnings = new ArrayList<>();
        boolean enumerated = tests[0].enumerated();
        if ((enumerated ? smallest : reachable) > alpha) {
            warnings.add(Figures.format(
                    "cannot reject at alpha %s: %d pairs and %d orders of the units each, adjusted p ≥ %s",
                    Figures.number(alpha),
                    pairs.size(),
                    1 + (enumerated ? tests[0].permutations() : permutations),
                    Figures.number(Math.min(1, enumerated ? smallest : reachable))));
        }
        for (int i = 0; i < tests.length; i++) {
            Pair pair = pairs.get(i);
            if (rows.get(pair.row).equalWeights(columns.get(pair.column))) {
                warnings.add(rows.get(pair.row).name() + " and "
                        + columns.get(pair.column).name() + " hold the same weights: they are one network");
            }
        }
        return warnings;
    }

    /** For programs: the pairs, and the matrix of adjusted p-values. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", rows.stream().map(AncestrySubject::name).toList());
        document.put("columns", columns.stream().map(AncestrySubject::name).toList());
        document.put("matrix", Arrays.stream(matrix()).map(Arrays::asList).toList());
        document.put("adjustment", "holm");
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < tests.length; i++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("a", rows.get(pairs.get(i).row).name());
            entry.put("b", columns.get(pairs.get(i).column).name());
            entry.put("pValue", tests[i].pValue());
            entry.put("adjustedPValue", adjusted[i]);
            entry.put("statistic", tests[i].statistic());
            entry.put("permutations", tests[i].permutations());
            entry.put("decision", adjusted[i] <= alpha ? "reject" : "retain");
            entries.add(entry);
        }
        document.put("pairs", entries);
        document.put("related", related());
        document.put("permutations", tests[0].enumerated() ? tests[0].permutations() : permutations);
        document.put("alpha", alpha);
        document.put("warnings", warnings());
        return document;
    }

    private Double[][] matrix() {
        Double[][] matrix = new Double[rows.size()][columns.size()];
        for (int i = 0; i < tests.length; i++) {
            Pair pair = pairs.get(i);
            matrix[pair.row][pair.column] = adjusted[i];
            if (rows == columns) {
                matrix[pair.column][pair.row] = adjusted[i];
            }
        }
        return matrix;
    }

    /** For people: which pairs, and the matrix where it is small. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        long related = related();
        String family =
                Figures.format("alpha %s, Holm over %s", Figures.number(alpha), Figures.count(pairs.size(), "pair"));
        lines.add(
                related == 0
                        ? "There is no evidence that any pair shares a start (" + family + ")."
                        : related + " of " + Figures.count(pairs.size(), "pair") + (related == 1 ? " shares" : " share")
                                + " a start (" + family + ").");
        int shown = 0;
        for (int i = 0; i < tests.length && shown < SHOWN_PAIRS; i++) {
            if (adjusted[i] <= alpha) {
                shown++;
                lines.add(Figures.format(
                        "  %s  %s  adjusted p %s %s",
                        rows.get(pairs.get(i).row).name(),
                        columns.get(pairs.get(i).column).name(),
                        tests[i].atFloor() ? "≤" : "=",
                        Figures.number(adjusted[i])));
            }
        }
        if (related > shown) {
            lines.add("  and " + (related - shown) + " more; --json has all");
        }
        if (columns.size() <= SHOWN_COLUMNS) {
            lines.addAll(table());
        }
        warnings().stream().map(warning -> "Note: " + warning + ".").forEach(lines::add);
        lines.add(related == 0 ? AncestryReport.NO_EVIDENCE : AncestryReport.EVIDENCE);
        return lines;
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        StringBuilder head = new StringBuilder(" ".repeat(width));
        columns.forEach(column -> head.append(Figures.format("  %9s", column.name())));
        lines.add(head.toString());
        Double[][] matrix = matrix();
        for (int i = 0; i < matrix.length; i++) {
            StringBuilder line = new StringBuilder(
                    Figures.format("%-" + Math.max(1, width) + "s", rows.get(i).name()));
            for (Double p : matrix[i]) {
                line.append(Figures.format("  %9s", p == null ? "-" : Figures.number(p)));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
