package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {
    private static double value(String name, Matrix x, Matrix y) {
        return Measures.of(name).prepare(Pair.of(x, y), Workers.single()).value();
    }

    /** NumPy 2.4 and SciPy 1.17: the definitions of the ReSi benchmark (Klabunde et al. 2025), written out. */
    @ParameterizedTest
    @CsvSource({
        "cca.mean, .6506836010507687",
        "cca.r2, .5826931639611213",
        "svcca, .6506836010507687",
        "pwcca, .7180126056607072",
        "pwcca.reversed, .8660317494121972",
        "regression.r2, .8909021712815951",
        "regression.r2.reversed, .6275212277951708",
        "cka.linear, .6666035501619849",
        "cka.unbiased, .6487530970719162",
        "cka.rbf, .6944708958090465",
        "procrustes.squared, .5150012626491214",
        "procrustes.angular, .7340023898861985",
        "procrustes.sizeAndShape, 4.6637634183171315",
        "procrustes.permutation, 6.891435540780652",
        "alignedCosine, .7381589618944641",
        "correlationMatch.hard, .42303719081885455",
        "correlationMatch.soft, .4474279825532961",
        "rsm.difference, 19.19556641787696",
        "eigenspaceOverlap, .4164830218884297",
        "gulp, 6.173068360388783",
        "distanceCorrelation, .8482955812198978",
        "rsa.spearman, .6656300047563573",
        "rsa.pearson, .6670034099036223",
        "rsa.centred.spearman, .6722898525549854",
        "rsa.centred.pearson, .6735729231468406",
        "knn.jaccard, .3368096901378635",
        "knn.euclidean.jaccard, .3103145621721473",
        "knn.secondOrderCosine, .7017207259764432",
        "knn.rank, .2723210013488822",
        "concentricity.difference, .033135409775753744",
        "magnitude.difference, .07112997425092665",
        "uniformity.difference, .4226438053387793"
    })
    void agreesWithTheReference(String name, double expected) {
        assertEquals(expected, value(name, Reference.X, Reference.Y), 3e-12 * expected);
    }

    @Test
    void rowsAreComplete() {
        Set<String> names = new HashSet<>();
        for (Measure measure : Measures.all()) {
            assertTrue(names.add(measure.name()), measure.name());
            assertFalse(measure.definition().isEmpty() || measure.source().isEmpty(), measure.name());
            assertTrue(measure.range().least() < measure.range().greatest(), measure.name());
        }
        assertThrows(IllegalArgumentException.class, () -> Measures.of("cka"));
    }

    /** What the table says of every measure: range, symmetry and what it is invariant to. */
    @Test
    void everyMeasureIsWhatItsRowSays() {
        Matrix x = Reference.X;
        Matrix y = Reference.Y;
        int[] order = RandomStream.of(1).permutation(60);
        for (Measure measure : Measures.all()) {
            String name = measure.name();
            double value = value(name, x, y);
            double least = measure.range().least();
            assertTrue(value >= least && value <= measure.range().greatest(), name + " " + value);
            double self = measure.direction() == Measure.Direction.DISTANCE ? 0 : 1;
            if (!name.equals("eigenspaceOverlap")) {
                assertEquals(self, value(name, x, x.copy()), 1e-7, name);
            }
            if (measure.symmetric()) {
                assertEquals(value, value(name, y, x), 1e-9, name);
            }
            for (Measure.Invariance invariance : measure.invariances()) {
                Matrix changed = changed(y, invariance, order);
                Matrix reference =
                        invariance == Measure.Invariance.LINEAR_OF_X ? changed(x, Measure.Invariance.LINEAR, order) : x;
                assertEquals(
                        value, value(name, reference, changed), 1e-8 * Math.max(1, value), name + ": " + invariance);
            }
        }
    }

    private static Matrix changed(Matrix y, Measure.Invariance invariance, int[] order) {
        int q = y.columns();
        Matrix result = y.copy();
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < q; j++) {
                double value = y.get(i, j);
                result.set(
                        i,
                        j,
                        switch (invariance) {
                            case NEURON_ORDER -> y.get(i, (j + 3) % q);
                            case TRANSLATION -> value + j;
                            case SCALE -> 3 * value;
                            case NEURON_SCALES -> (j + 1) * value;
                            case INPUT_SCALES -> (i + 1) * value;
                            case INPUT_OFFSETS -> value + i;
                            case LINEAR, LINEAR_OF_Y, LINEAR_OF_LARGER -> value + 0.5 * y.get(i, (j + 1) % q);
                            case PAIRING -> y.get(order[i], j);
                            case ROTATION, LINEAR_OF_X -> value;
                        });
            }
        }
        return invariance == Measure.Invariance.ROTATION ? Reference.moved(y, 1, 0) : result;
    }

    @Test
    void shuffledRowsAreMeasuredAsIfTheyWereShuffled() {
        int[] order = RandomStream.of(2).permutation(60);
        Matrix shuffled = changed(Reference.Y, Measure.Invariance.PAIRING, order);
        Pair pair = Pair.of(Reference.X, Reference.Y);
        for (Measure measure : Measures.all()) {
            Score score = measure.prepare(pair, Workers.single());
            if (score.permutes()) {
                assertEquals(
                        value(measure.name(), Reference.X, shuffled), score.permuted(order), 1e-12, measure.name());
            }
        }
    }

    @Test
    void threadsChangeNoBit() {
        Matrix x = Reference.random(700, 9, 1);
        Matrix y = Reference.random(700, 12, 2);
        try (Workers three = Workers.of(3)) {
            Pair one = Pair.of(x, y);
            Pair other = Pair.of(x, y);
            for (Measure measure : Measures.all()) {
                assertEquals(
                        measure.prepare(one, Workers.single()).value(),
                        measure.prepare(other, three).value(),
                        measure.name());
            }
        }
    }
}
