package cognate.stats.cli;

import cognate.engine.io.NaturalOrder;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.train.Checkpoint;
import cognate.models.train.CheckpointFiles;
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
        return HintOptions.addTo(syntax);
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
        List<AncestrySubject> subjects = new ArrayList<>();
        for (Path folder : folders(operand)) {
            String task = folder.equals(operand) ? prefix : prefix + folder.getFileName() + "/";
            for (Path file : CheckpointFiles.of(folder)) {
                subjects.add(subject(task + CheckpointFiles.stem(file), file, options, warnings));
            }
        }
        if (subjects.isEmpty()) {
            throw CheckpointFiles.none(operand);
        }
        return subjects;
    }

    /** Those of a run's tasks in natural order, or a folder itself. */
    private static List<Path> folders(Path operand) throws IOException {
        Path networks = operand.resolve("networks");
        if (!Files.isDirectory(networks)) {
            return List.of(operand);
        }
        try (Stream<Path> entries = Files.list(networks)) {
            return entries.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE))
                    .toList();
        }
    }

    private static AncestrySubject subject(String name, Path file, Options options, List<String> warnings)
            throws IOException {
        Checkpoint read = Checkpoint.read(file, HintOptions.of(options));
        read.warnings().forEach(warning -> warnings.add(name + ": " + warning));
        return AncestrySubject.of(name, read.network(), read.names());
    }
}
