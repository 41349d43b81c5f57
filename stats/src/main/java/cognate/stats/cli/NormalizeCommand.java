package cognate.stats.cli;

import cognate.models.train.Checkpoint;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.normalize.Normalized;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code normalize}: writes the chain-normalized form of a checkpoint. */
final class NormalizeCommand implements Command {
    @Override
    public Syntax syntax() {
        return HintOptions.addTo(new Syntax("normalize", "writes the chain-normalized checkpoint")
                .operands("A", 1, 1)
                .required("out", "FILE", "the checkpoint to write")
                .choice(
                        "normalization",
                        List.of("push-forward", "balance"),
                        "push-forward",
                        "the form to bring it to (default: balance where there are sums)"));
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(Path.of(options.operands().get(0)), HintOptions.of(options));
        Normalization wanted = Normalization.of(options.text("normalization"));
        Normalized normalized = options.given("normalization")
                ? wanted.apply(checkpoint.network())
                : wanted.applyFitting(checkpoint.network());
        Checkpoint result = checkpoint.withFolded(normalized.network());
        result.write(Path.of(options.text("out")));
        List<String> notes = new ArrayList<>(checkpoint.warnings());
        notes.addAll(normalized.notes());
        notes.forEach(console::log);
        Map<String, Object> document = new LinkedHashMap<>(); // the order of Map.of changes from run to run
        document.put("sha256", result.sha256());
        document.put("notes", notes);
        console.printJson(document);
        console.print("sha256 " + result.sha256());
        return Cognate.DONE;
    }
}
