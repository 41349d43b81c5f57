package cognate.stats.experiment;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.train.StoredNetwork;
import cognate.stats.htt.Design;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.HttSettings;
import cognate.stats.htt.Retrieval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From trained networks to a conclusion: similarities, the test, the baselines beside it, and the files of both. */
public final class Inference {
    private Inference() {}

    /**
     * Tests whether weights carry information about the condition.
     *
     * @param retrieval whether networks of unseen conditions are searched for as well
     * @throws IllegalArgumentException if there are too few networks or conditions, or the networks cannot be compared
     */
    public static Conclusion conclude(
            Subjects subjects, Measure measure, HttSettings settings, boolean retrieval, Workers workers) {
        Design networks = subjects.design();
        List<StoredNetwork> stored = subjects.networks();
        Set<String> notes = new LinkedHashSet<>(subjects.notes());
        double[][] similarity = measure.similarity(stored, notes, workers);
        HttResult result = Htt.test(networks, similarity, settings, workers);
        if (result.distance() != null) {
            result.distance()
                    .warnings()
                    .forEach(warning -> notes.add("Of the interval of the difference: " + warning + "."));
        }
        List<Conclusion.Baseline> baselines = new ArrayList<>();
        for (Measure baseline : List.of(Measure.RAW, Measure.RAW_NORMALIZED)) {
            if (!baseline.isSameAs(measure)) {
                try {
                    double[][] other = baseline.similarity(stored, new LinkedHashSet<>(), workers);
                    baselines.add(new Conclusion.Baseline(baseline, Htt.classify(networks, other, settings, workers)));
                } catch (IllegalArgumentException e) {
                    notes.add("No baseline " + baseline + ": " + e.getMessage() + ".");
                }
            }
        }
        return new Conclusion(
                subjects.condition(),
                networks,
                measure,
                similarity,
                result,
                CopyCheck.of(
                        networks,
                        i -> stored.get(i).read().network(),
                        result.split(),
                        settings.alpha(),
                        RandomStream.of(settings.splitSeed()).split("copies"),
                        workers),
                List.copyOf(baselines),
                retrieval ? Retrieval.test(networks, similarity, settings, workers) : null,
                retrieval
                        ? Retrieval.test(
                                networks,
                                similarity,
                                settings.with(settings.head().other()),
                                workers)
                        : null,
                subjects.weightsSha256(),
                List.copyOf(notes));
    }

    /**
     * Writes verdict.json and report.html.
     *
     * @param commands what repeats it, for the report
     */
    public static void write(Conclusion conclusion, Subjects subjects, Path folder, List<String> commands)
            throws IOException {
        AtomicFile.write(folder.resolve("verdict.json"), Json.pretty(conclusion.document()));
        String html = VerdictPage.html(conclusion, subjects.curves(), commands);
        AtomicFile.write(folder.resolve("report.html"), html);
    }
}
