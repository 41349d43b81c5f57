package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.Json;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.htt.Design;
import cognate.stats.htt.HttSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerGroupsTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 9999, 199);
    private static final int PER_GROUP = 7;

    private static Design networks() {
        List<String> names = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 2 * PER_GROUP; i++) {
            names.add("network " + i);
            groups.add(i < PER_GROUP ? "plain" : "wild");
        }
        return Design.of(names, groups);
    }

    /** All networks see the same in the first layer; in the second those of the second group see noise of their own. */
    private static List<Map<String, Matrix>> activations() {
        List<Map<String, Matrix>> activations = new ArrayList<>();
        for (int i = 0; i < 2 * PER_GROUP; i++) {
            Map<String, Matrix> layers = new LinkedHashMap<>();
            layers.put("0 Linear", mixture(i, 0.5));
            layers.put("2 Linear", mixture(100 + i, i < PER_GROUP ? 0.5 : 20));
            activations.add(layers);
        }
        return activations;
    }

    /** A signal that all share, with noise. */
    private static Matrix mixture(int seed, double noise) {
        RandomStream signal = RandomStream.of(99);
        RandomStream own = RandomStream.of(seed);
        Matrix matrix = Matrix.zeros(100, 4);
        for (int i = 0; i < matrix.array().length; i++) {
            matrix.array()[i] = signal.nextGaussian() + noise * own.nextGaussian();
        }
        return matrix;
    }

    @Test
    void findsTheLayerAtWhichTheGroupsDiffer() {
        LayerGroups found = LayerGroups.of(networks(), activations(), SETTINGS, Workers.single());
        assertEquals(List.of("pwcca", "cka.linear"), List.copyOf(found.rows().keySet()));
        for (List<LayerGroups.Row> rows : found.rows().values()) {
            assertTrue(rows.get(0).cohesionHolm() > 0.05, rows.toString());
            assertTrue(rows.get(0).apartHolm() > 0.05, rows.toString());
            LayerGroups.Row second = rows.get(1);
            assertTrue(second.cohesion().difference() > 0.3, rows.toString());
            assertTrue(second.cohesion().interval().low() > 0.2, rows.toString());
            assertTrue(second.cohesionHolm() <= 0.01, rows.toString());
            assertTrue(second.cohesionHolm() >= second.cohesion().pValue());
        }
        assertEquals(
                "cka.linear: networks of plain are more alike than those of wild at 2 Linear, less alike at no layer.",
                found.words().get(3));
    }

    @Test
    void pageAndDocumentHoldWhatWasFound() throws Exception {
        LayerGroups found = LayerGroups.of(networks(), activations(), SETTINGS, Workers.single());
        String html = LayerGroupsPage.html(found, "Shown: noise.", List.of("repeat me"));
        assertTrue(html.contains(">pwcca by layer</text>") && html.contains("repeat me"));
        assertEquals(2, html.split(">between</text>", -1).length - 1);
        Map<?, ?> document = (Map<?, ?>) Json.parse(Json.write(found.document()), "document");
        Map<?, ?> row = (Map<?, ?>) ((List<?>) ((Map<?, ?>) document.get("measures")).get("pwcca")).get(1);
        LayerGroups.Row second = found.rows().get("pwcca").get(1);
        assertEquals(second.cohesion().within(), row.get("within"));
        assertEquals(second.apartHolm(), ((Map<?, ?>) row.get("apart")).get("holm"));
    }

    /** Before, one dead network took the layer from all. */
    @Test
    void aDeadNetworkIsLeftOutAlone() {
        List<Map<String, Matrix>> activations = activations();
        activations.get(3).put("2 Linear", Matrix.zeros(100, 4));
        LayerGroups found = LayerGroups.of(networks(), activations, SETTINGS, Workers.single());
        LayerGroups.Row row = found.rows().get("pwcca").get(1);
        assertEquals(2 * PER_GROUP - 1, row.design().size());
        assertTrue(row.cohesionHolm() <= 0.01, row::toString);
        assertTrue(
                found.warnings()
                        .contains("layer 2 Linear: left out, since their activations are constant or not finite:"
                                + " network 3"),
                found.warnings()::toString);
        assertTrue(LayerGroupsPage.html(found, "", List.of()).contains(">2 Linear</text>"));
        for (int i = 0; i < PER_GROUP - 1; i++) {
            activations.get(i).put("2 Linear", Matrix.zeros(100, 4));
        }
        LayerGroups one = LayerGroups.of(networks(), activations, SETTINGS, Workers.single());
        assertEquals(1, one.rows().get("pwcca").size());
        assertTrue(
                one.warnings().stream().anyMatch(warning -> warning.startsWith("pwcca leaves out layer 2 Linear")),
                one.warnings()::toString);
        for (int i = 0; i < PER_GROUP; i++) {
            activations.get(i).put("0 Linear", Matrix.zeros(100, 4));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> LayerGroups.of(networks(), activations, SETTINGS, Workers.single()));
    }

    @Test
    void sharedSeedsArePermutedByPairs() {
        List<String> seeds = new ArrayList<>();
        for (int i = 0; i < 2 * PER_GROUP; i++) {
            seeds.add("seed " + i % PER_GROUP);
        }
        LayerGroups found = LayerGroups.of(networks().inBlocks(seeds), activations(), SETTINGS, Workers.single());
        assertTrue(found.warnings().get(0).contains("started from the same weights"), found::toString);
        assertEquals(64, found.rows().get("cka.linear").get(1).apart().pValue().labellings());
        assertTrue(
                found.warnings().stream()
                        .anyMatch(warning -> warning.contains("cannot reject at alpha 0.05: 64 labellings, smallest p"
                                + " 0.0156, by Holm at least 0.0625; 1 more network a condition would do")),
                found.warnings()::toString);
    }

    @Test
    void warnsOfTooFewExamples() {
        List<Map<String, Matrix>> activations = activations();
        assertTrue(LayerGroups.of(networks(), activations, SETTINGS, Workers.single()).warnings().stream()
                .noneMatch(warning -> warning.startsWith("layer")));
        activations.forEach(layers -> layers.replaceAll((layer, matrix) -> matrix.block(0, 8, 0, 4)));
        String warning = LayerGroups.of(networks(), activations, SETTINGS, Workers.single())
                .warnings()
                .get(0);
        assertTrue(warning.startsWith("layer 0 Linear: n - 1 = 7 is below p + q = 8"), warning);
    }

    @Test
    void refusesOtherLayers() {
        List<Map<String, Matrix>> activations = activations();
        activations.get(5).remove("2 Linear");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> LayerGroups.of(networks(), activations, SETTINGS, Workers.single()))
                .getMessage();
        assertTrue(message.endsWith("found [0 Linear] in network 5"), message);
    }
}
