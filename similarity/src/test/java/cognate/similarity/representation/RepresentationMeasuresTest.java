package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepresentationMeasuresTest {
    private static RepresentationMeasures measure(Matrix x, Matrix y) {
        return RepresentationMeasures.measure(x, y, Workers.single());
    }

    private static double value(RepresentationMeasures result, String name) {
        return result.scores().get(Measures.of(name)).value();
    }

    @Test
    void hasEveryMeasure() {
        RepresentationMeasures result = measure(Reference.X, Reference.Y);
        assertEquals(Measures.all(), List.copyOf(result.scores().keySet()));
        result.scores().forEach((measure, score) -> assertTrue(Double.isFinite(score.value()), measure.name()));
        assertEquals(0, result.scores().get(Measures.of("rsa.pearson")).chance());
        assertEquals(.6506836010507687, value(result, "cca.mean"), 1e-13);
        assertEquals(.7180126056607072, value(result, "pwcca"), 1e-13);
        assertEquals(.6666035501619849, value(result, "cka.linear"), 1e-13);
        assertEquals(.5150012626491214, value(result, "procrustes.squared"), 1e-13);
        assertEquals(List.of(), result.warnings());
        Map<String, Object> document = result.toMap();
        assertEquals(
                "[n, p, q, warnings, measures, baselines, table]",
                document.keySet().toString());
        assertEquals(60, document.get("n"));
        assertEquals(5, document.get("p"));
        assertEquals(7, document.get("q"));
        double mean = 0;
        for (int seed = 100; seed < 200; seed++) {
            mean += Procrustes.of(Baselines.shuffled(Reference.x(), seed), Reference.y())
                            .squared()
                    / 100;
        }
        assertEquals(
                mean, result.scores().get(Measures.of("procrustes.squared")).chance(), 0.05);
    }

    @Test
    void withItselfEverySimilarityIsOneAndEveryDistanceZero() {
        Matrix a = Reference.random(300, 20, 5);
        RepresentationMeasures result = measure(a, a.copy());
        result.scores()
                .forEach((measure, score) -> assertEquals(
                        measure.direction() == Measure.Direction.DISTANCE ? 0 : 1,
                        score.value(),
                        1e-9,
                        measure.name()));
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void deadAndCopiedNeuronsAreWarnedOf() {
        Matrix wide = Matrix.zeros(60, 7);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 5; j++) {
                wide.set(i, j, Reference.X.get(i, j));
            }
            wide.set(i, 5, 0.1);
            wide.set(i, 6, Reference.X.get(i, 4));
        }
        RepresentationMeasures result = measure(wide, Reference.Y);
        assertEquals(7, result.toMap().get("p"));
        assertEquals(
                List.of(
                        "X: 1 of 7 neurons are constant and were dropped",
                        "X: 1 of 6 neurons depend linearly on others and add no direction",
                        "pwcca.released does not apply: pwcca, released: independent neurons, found rank 5 of 6 and 7"
                                + " of 7"),
                result.warnings());
        double[] rho = Cca.of(SharedBasis.of(Reference.x(), Reference.y())).correlations();
        assertArrayEquals(rho, result.pair().cca().correlations(), 1e-13);
    }

    @Test
    void deadAndEqualInputsAreWarnedOf() {
        Matrix x = Reference.X.copy();
        for (int j = 0; j < 5; j++) {
            x.set(3, j, 0);
            x.set(9, j, 0);
            x.set(12, j, x.get(11, j));
        }
        List<String> warnings = measure(x, Reference.Y).warnings();
        assertTrue(warnings.contains("X: 2 of 60 inputs equal an earlier one in every neuron"), warnings::toString);
        assertTrue(
                warnings.contains("alignedCosine: 2 inputs are zero on a side and were left out"), warnings::toString);
        assertTrue(
                warnings.contains(
                        "knn.jaccard, knn.secondOrderCosine, knn.rank: 2 and 0 rows of zeros of X and Y count as"
                                + " 1 away from every other"),
                warnings::toString);
        assertTrue(
                warnings.contains(
                        "rsa.pearson, rsa.spearman: 2 and 0 constant rows of X and Y count as 1 away from every"
                                + " other"),
                warnings::toString);
    }

    @Test
    void tooFewInputsAreWarnedOf() {
        List<String> warnings =
                measure(Reference.random(10, 6, 1), Reference.random(10, 7, 2)).warnings();
        assertEquals(
                List.of("n - 1 = 9 is below p + q = 13: some canonical correlations are 1 whatever the data"),
                warnings);
        RepresentationMeasures tiny = measure(Reference.random(3, 8, 1), Reference.random(3, 4, 2));
        assertTrue(tiny.warnings()
                .get(0)
                .startsWith("n - 1 = 2 is not above max(p, q) = 8: every canonical correlation is 1"));
        assertTrue(tiny.warnings().toString().contains("cka.unbiased does not apply: cka: at least 4 inputs"));
        assertEquals(1, value(tiny, "cca.mean"), 1e-12);
        tiny.scores().forEach((measure, score) -> assertTrue(Double.isFinite(score.value()), measure.name()));
    }

    /** They were left out above 2500 inputs. */
    @Test
    void manyInputsHaveAllMeasures() {
        RepresentationMeasures result = measure(Reference.random(2600, 3, 1), Reference.random(2600, 2, 2));
        assertEquals(Measures.all().size(), result.scores().size());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void refusesMatricesThatDoNotMatch() {
        assertEquals(
                "measure: as many rows in X and Y, found [10, 2] and [11, 2]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> measure(Reference.random(10, 2, 1), Reference.random(11, 2, 1)))
                        .getMessage());
    }
}
