package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNormTest {
    private static float[] forward(Layer layer, Tensor x) {
        try (Tape tape = new Tape(Workers.single())) {
            return layer.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    @Test
    void trainingMovesTheRunningStatisticsAndEvaluationUsesThem() {
        BatchNorm2d layer = new BatchNorm2d(1);
        assertEquals(List.of("weight", "bias"), List.copyOf(layer.parameters().keySet()));
        assertEquals(
                List.of("running_mean", "running_var"),
                List.copyOf(layer.buffers().keySet()));
        Tensor x = Tensor.of(new float[] {1, 3, 5, 7}, 2, 1, 1, 2);
        layer.train(false);
        assertArrayEquals(new float[] {1, 3, 5, 7}, forward(layer, x), 1e-4f);
        layer.train(true);
        float r = (float) Math.sqrt(5);
        assertArrayEquals(new float[] {-3 / r, -1 / r, 1 / r, 3 / r}, forward(layer, x), 1e-5f);
        assertEquals(0.4f, layer.runningMean().item(), 1e-6f);
        assertEquals(0.9f + 0.1f * 20 / 3, layer.runningVariance().item(), 1e-6f);
        float[] before = layer.runningMean().toArray();
        layer.train(false);
        assertArrayEquals(
                new float[] {(float) ((1 - 0.4) / Math.sqrt(0.9 + 2.0 / 3))},
                new float[] {forward(layer, x)[0]},
                1e-5f);
        assertArrayEquals(before, layer.runningMean().toArray());
    }

    @Test
    void ranksAreChecked() {
        Tensor x = Tensor.zeros(2, 3, 4, 4);
        assertEquals(
                "batchNorm1d: x [n, c] or [n, c, length], found [2, 3, 4, 4]",
                assertThrows(ShapeException.class, () -> forward(new BatchNorm1d(3), x))
                        .getMessage());
        assertEquals(
                "batchNorm2d: x [n, c, h, w], found [2, 48]",
                assertThrows(ShapeException.class, () -> forward(new BatchNorm2d(3), x.reshape(2, 48)))
                        .getMessage());
    }
}
