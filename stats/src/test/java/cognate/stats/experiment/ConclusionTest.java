package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.train.Metrics;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttSettings;
import cognate.stats.htt.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final int SIZE = 24;

    /** Twelve networks of each of two conditions, whose similarity is 1 − noise within, {@code between} − noise else. */
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
        Networks networks = Networks.of(names, conditions);
        HttSettings settings = new HttSettings(0.5, 0.05, 1, 999, 99);
        return new Conclusion(
                "task",
                networks,
                Measure.RAW,
                similarity,
                Htt.test(networks, similarity, settings, Workers.single()),
                List.of(),
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
        assertTrue(words.get(0).startsWith("The networks cannot be told apart"), words::toString);
        assertTrue(words.get(0).endsWith("H0 is retained at alpha 0.05."), words::toString);
        assertTrue(words.get(1).startsWith("It is not shown that"), words::toString);
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

    @Test
    void numbersAreShort() {
        assertEquals("0.01", Conclusion.number(0.01));
        assertEquals("1e-05", Conclusion.number(1e-5));
        assertEquals("1", Conclusion.number(1));
        assertEquals("0.123", Conclusion.number(0.12345));
    }
}
