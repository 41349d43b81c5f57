package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.train.Metrics;
import cognate.stats.htt.Design;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.HttSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final int SIZE = 24;
    private static final CopyCheck NO_COPIES = new CopyCheck(List.of(), 0, 0);

    /**
     * Twelve networks of each of two conditions, whose similarity is 1 − noise within, {@code between} − noise else.
     */
    private static Conclusion conclusion(double within, double between) {
        List<String> names = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        double[][] similarity = new double[SIZE][SIZE];
        RandomStream random = RandomStream.of(7);
        for (int i = 0; i < SIZE; i++) {
            names.add("network " + i);
            conditions.add(i % 2 == 0 ? "even" : "odd");
            for (int j = 0; j < i; j++) {
                double value = (i % 2 == j % 2 ? within : between) - 0.02 * random.nextDouble();
                similarity[i][j] = value;
                similarity[j][i] = value;
            }
            similarity[i][i] = 1;
        }
        Design networks = Design.of(names, conditions);
        HttSettings settings = new HttSettings(0.5, 0.05, 1, 99, 99);
        return new Conclusion(
                "task",
                networks,
                Measure.RAW,
                similarity,
                Htt.test(networks, similarity, settings, Workers.single()),
                NO_COPIES,
                List.of(),
                null,
                null,
                "00",
                List.of("A note."));
    }

    @Test
    void saysBothStatementsWhereTheyHold() {
        List<String> words = conclusion(0.8, 0.3).words();
        assertTrue(words.get(0).startsWith("The networks can be told apart: the task of 12 of 12"), words::toString);
        assertTrue(words.get(0).endsWith("H0 is rejected at alpha 0.05."), words::toString);
        assertTrue(words.get(1).startsWith("Networks of one task lie closer together"), words::toString);
    }

    @Test
    void saysNeitherWhereNothingIsShown() {
        List<String> words = conclusion(0.5, 0.5).words();
        assertTrue(
                words.get(0).startsWith("There is no evidence that the networks can be told apart"), words::toString);
        assertTrue(words.get(0).endsWith("H0 is retained at alpha 0.05."), words::toString);
        assertTrue(
                words.get(1).startsWith("There is no evidence that networks of one task lie closer"), words::toString);
    }

    @Test
    void documentsAreJsonWithTheDecisionOnH0() {
        Map<String, Object> rejected = conclusion(0.8, 0.3).document();
        assertEquals("reject", rejected.get("decision"));
        assertEquals("retain", conclusion(0.5, 0.5).document().get("decision"));
        assertEquals(Json.pretty(rejected), Json.pretty(conclusion(0.8, 0.3).document()));
    }

    @Test
    void thePageHasTheVerdictTheConditionsAndTheCurves() {
        List<Metrics> history = List.of(new Metrics(1, 0.5, 0.7, 0.6, 0.65), new Metrics(2, 0.25, 0.9, 0.3, 0.8125));
        TrainingCurves curves = new TrainingCurves(java.util.Collections.nCopies(SIZE, history));
        String html = VerdictPage.html(conclusion(0.8, 0.3), curves, List.of("cognate train <here>"));
        assertTrue(html.contains("Do weights tell the task? Yes."));
        assertTrue(html.contains("<td>even</td><td>12</td>") && html.contains("<td>0.813</td>"));
        assertTrue(html.contains("cognate train &lt;here&gt;") && html.contains("A note."));
        assertEquals(5, html.split("<svg", -1).length);
    }

    /** Of 10 + 10 networks 4 + 4 are held out: 70 labellings with names, 35 without. */
    @Test
    void saysWhatTheDesignCannotShow() {
        List<String> names = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        Design design = Design.of(
                names, names.stream().map(n -> n.length() == 1 ? "a" : "b").toList());
        double[][] similarity = new double[20][20];
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                similarity[i][j] = i == j ? 1 : i / 10 == j / 10 ? 0.5 : 0.1;
            }
        }
        HttResult result = Htt.test(design, similarity, HttSettings.standard(), Workers.single());
        Conclusion found = new Conclusion(
                "task", design, Measure.RAW, similarity, result, NO_COPIES, List.of(), null, null, "00", List.of());
        List<String> words = found.words();
        assertTrue(
                words.get(0)
                        .endsWith(" This design cannot reject at alpha 0.01: 70 labellings, smallest p 0.0143, by Holm"
                                + " at least 0.0429; 3 more networks a condition would do."),
                words::toString);
        assertTrue(
                words.get(1).contains(" cannot reject at alpha 0.01: 35 labellings, smallest p 0.0286"),
                words::toString);
        assertEquals("retain", found.document().get("decision"));
        Map<?, ?> of = (Map<?, ?>) found.document().get("design");
        assertEquals(70L, of.get("labellings"));
        assertEquals(1 / 70.0, of.get("smallestPValue"));
        assertEquals(Map.of("labellings", 35L, "smallestPValue", 1 / 35.0), of.get("similarity"));
    }

    @Test
    void oneFamilyOfPValuesDecides() {
        Conclusion found = conclusion(0.8, 0.3);
        assertEquals(
                List.of("accuracy", "similarity", "accuracy of the embedding head"),
                List.copyOf(found.family().members().keySet()));
        assertEquals(3 * 0.01, found.family().adjusted("accuracy"));
        assertEquals(0.03, found.document().get("holm"));
        assertTrue(found.words().get(0).contains("p ≤ 0.01, by Holm ≤ 0.03"), found.words()::toString);
    }
}
