package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.models.train.Metrics;
import cognate.stats.htt.Design;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingCurvesTest {
    private static final Design NETWORKS = Design.of(List.of("1", "2", "3"), List.of("a", "b", "a"));

    private static Metrics metrics(int epoch, double loss) {
        return new Metrics(epoch, loss, 0.5, loss, 1 - loss);
    }

    @Test
    void aSeriesHoldsTheLongestHistoriesOfItsCondition() {
        List<Metrics> full = List.of(metrics(1, 0.5), metrics(2, 0.25));
        TrainingCurves curves =
                new TrainingCurves(List.of(full, List.of(metrics(1, 0.125)), List.of(metrics(1, 0.75))));
        assertArrayEquals(
                new double[][] {{0.5, 0.25}},
                curves.series(NETWORKS, TrainingCurves.TRAIN_LOSS).get(0).values());
        assertArrayEquals(
                new double[][] {{0.875}},
                curves.series(NETWORKS, TrainingCurves.TEST_ACCURACY).get(1).values());
        assertEquals(0.5, curves.finalTestAccuracy(NETWORKS, 0).getAsDouble());
    }

    @Test
    void nothingWrittenDownIsEmpty() {
        TrainingCurves curves = new TrainingCurves(List.of(List.of(), List.of(), List.of()));
        assertTrue(curves.isEmpty());
        assertTrue(curves.finalTestAccuracy(NETWORKS, 1).isEmpty());
    }
}
