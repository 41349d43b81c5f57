package cognate.stats.cli;

import cognate.engine.io.FormatException;
import cognate.engine.io.NaturalOrder;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.experiment.AncestryPairs;
import cognate.stats.experiment.AncestryReport;
import cognate.stats.experiment.AncestrySubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ancestry}: an exact test that two checkpoints share a start; of folders, every pair. */
final class AncestryCommand implements Command {
    private static final String SUFFIX = ".safetensors";

    @Override
    public Syntax syntax() {
        Syntax syntax = new Syntax(
                        "ancestry",
                        "do two checkpoints share a start? of folders: every pair; of one folder: every pair within")
                .operands("A [B]", 1, 2)
                .integer(
                        "permutations",
                        9999L,
                        1,
                        2_000_000,
                        "orders of the units to draw where there are more than 99999 (folders: more where Holm needs)")
                .share("alpha", 0.01, "level of significance")
                .seed("decides which are drawn");
        return WeightFile.withOptions(syntax);
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        List<Path> operands = options.operands().stream().map(Path::of).toList();
        boolean folders = operands.stream().anyMatch(Files::isDirectory);
        if (operands.size() == 1 && !folders) {
            throw new RequestException("ancestry: expected two checkpoints or a folder, found one, " + operands.get(0));
        }
        if (operands.size() == 2 && folders && Files.isSameFile(operands.get(0), operands.get(1))) {
            throw new RequestException("ancestry: expected folders that differ, found the same twice (one operand"
                    + " alone: every pair within it)");
        }
        List<String> warnings = new ArrayList<>();
        List<List<AncestrySubject>> networks = new ArrayList<>();
        for (Path operand : operands) {
            Path last = operand.getFileName();
            String prefix = operands.size() == 1 || last == null ? "" : last + "/";
            networks.add(read(operand, prefix, options, warnings));
        }
        RandomStream stream = RandomStream.of(options.longInteger("seed")).split("ancestry");
        double alpha = options.number("alpha");
        int permutations = options.integer("permutations");
        Map<String, Object> document;
        List<String> lines;
        try (Workers workers = Workers.of(options.threads())) {
            if (folders) {
                AncestryPairs pairs = operands.size() == 1
                        ? AncestryPairs.within(networks.get(0), alpha)
                        : AncestryPairs.between(networks.get(0), networks.get(1), alpha);
                ProgressBar bar = new ProgressBar(console, "pairs", pairs.size());
                pairs.test(permutations, stream, workers, bar::update);
                document = pairs.document();
                lines = pairs.lines();
            } else {
                AncestryReport report = AncestryReport.of(
                        networks.get(0).get(0), networks.get(1).get(0), alpha, permutations, stream, workers);
                document = report.document();
                lines = report.lines();
            }
        }
        List<Object> all = new ArrayList<>(warnings);
        all.addAll((List<?>) document.get("warnings"));
        document.put("warnings", all);
        console.printJson(document);
        for (String line : lines) {
            console.print(line);
        }
        warnings.forEach(warning -> console.log("warning: " + warning));
        return Cognate.DONE;
    }

    private static List<AncestrySubject> read(Path operand, String prefix, Options options, List<String> warnings)
            throws IOException {
        if (!Files.isDirectory(operand)) {
            return List.of(subject(operand.toString(), operand, options, warnings));
        }
        Path folder = Files.isDirectory(operand.resolve("networks")) ? operand.resolve("networks") : operand;
        List<AncestrySubject> subjects = new ArrayList<>();
        for (Path file : checkpoints(folder)) {
            String name = folder.relativize(file).toString();
            String stem = prefix + name.substring(0, name.length() - SUFFIX.length());
            subjects.add(subject(stem, file, options, warnings));
        }
        FormatException.check(
                !subjects.isEmpty(), operand.toString(), "at least one checkpoint (" + SUFFIX + ")", "none");
        return subjects;
    }

    /** Those of a run's tasks, or of a folder itself, in natural order. */
    private static List<Path> checkpoints(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder, folder.endsWith("networks") ? 2 : 1)) {
            return entries.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(path -> folder.relativize(path).toString(), NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    private static AncestrySubject subject(String name, Path file, Options options, List<String> warnings)
            throws IOException {
        WeightFile read = WeightFile.read(file, options, null);
        read.warnings().forEach(warning -> warnings.add(name + ": " + warning));
        return AncestrySubject.of(name, read.network(), read.names());
    }
}
