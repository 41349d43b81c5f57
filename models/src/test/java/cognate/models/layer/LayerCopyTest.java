package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCopyTest {
    private static Layer layer(String kind) {
        RandomStream random = RandomStream.of(1);
        return switch (kind) {
            case "linear" -> new Linear(6, 4, true, random);
            case "no bias" -> new Linear(6, 4, false, random);
            case "convolution" -> new Conv2d(Tensor.ones(3, 2, 3, 3), Tensor.ones(3), 2, 1, 1);
            case "batch norm 1" -> new BatchNorm1d(6);
            case "batch norm 2" -> new BatchNorm2d(2);
            case "rnn" -> new Rnn(6, 4, 2, true, random);
            case "lstm" -> new Lstm(6, 4, 1, random);
            case "gru" -> new Gru(6, 4, 2, random);
            case "embedding" -> new Embedding(3, 4, random);
            case "grouped convolution" -> new Conv2d(Tensor.ones(4, 1, 3, 3), null, 2, 1, 1, 2);
            case "convolution 1" -> new Conv1d(Tensor.ones(6, 1, 3), Tensor.ones(6), 2, 1, 1, 3);
            case "layer norm" -> new LayerNorm(6);
            case "group norm" -> new GroupNorm(2, 6);
            case "both directions" -> Golden.filled(new Gru(both()), 0.1);
            case "affine" -> new Affine(Tensor.arange(6), Tensor.ones(6));
            case "residual block" ->
                new ResidualBlock(
                        new Sequential(new Conv2d(Tensor.ones(4, 2, 3, 3), null, 2, 1, 1), new BatchNorm2d(4)),
                        new Sequential(new Conv2d(Tensor.ones(4, 2, 1, 1), null, 2, 0, 1), new BatchNorm2d(4)));
            case "dropout" -> new Dropout(0.5f, random.split("dropout"));
            default -> new Sequential(new Linear(6, 4, true, random), new Activation(Activation.Kind.TANH));
        };
    }

    private static Map<String, Tensor> both() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String end : List.of("l0", "l0_reverse")) {
            tensors.put("weight_ih_" + end, Tensor.zeros(12, 6));
            tensors.put("weight_hh_" + end, Tensor.zeros(12, 4));
        }
        return tensors;
    }

    private static float[] outputs(String kind, Layer layer) {
        Tensor x = switch (kind) {
            case "convolution", "batch norm 2", "residual block", "grouped convolution" ->
                Tensor.arange(64).reshape(2, 2, 4, 4);
            case "rnn", "lstm", "gru", "both directions", "convolution 1" ->
                Tensor.arange(36).reshape(2, 3, 6);
            case "embedding" -> Tensor.of(new float[] {0, 2, 1, 1}, 2, 2);
            default -> Tensor.arange(24).reshape(4, 6);
        };
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return layer.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    /**
     * Also in training: a copy of dropout goes on with its own numbers, one of batch normalization has own statistics.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linear",
                "no bias",
                "convolution",
                "batch norm 1",
                "batch norm 2",
                "rnn",
                "lstm",
                "gru",
                "embedding",
                "grouped convolution",
                "convolution 1",
                "layer norm",
                "group norm",
                "both directions",
                "affine",
                "residual block",
                "dropout",
                "sequential"
            })
    void computesTheSameAndSharesNothing(String kind) {
        for (boolean training : new boolean[] {true, false}) {
            Layer layer = layer(kind);
            layer.train(training);
            outputs(kind, layer); // moves statistics and streams away from their start
            Layer copy = layer.copy();
            assertEquals(layer.getClass(), copy.getClass());
            assertEquals(layer.toString(), copy.toString());
            assertNotSame(layer, copy);
            float[] first = outputs(kind, layer);
            assertArrayEquals(first, outputs(kind, copy));
            layer.parameters().forEach((name, parameter) -> parameter.value().array()[0] += 1);
            layer.buffers().forEach((name, tensor) -> tensor.array()[0] += 1);
            outputs(kind, layer); // of dropout: draws
            Layer again = layer(kind);
            again.train(training);
            outputs(kind, again);
            outputs(kind, again);
            assertArrayEquals(outputs(kind, again), outputs(kind, copy));
        }
    }

    @Test
    void theModeIsKept() {
        Dropout dropout = new Dropout(0.5f, RandomStream.of(3));
        dropout.train(false);
        Tensor x = Tensor.ones(4, 6);
        try (Tape tape = Tape.evaluating(Workers.single())) {
            assertArrayEquals(
                    x.toArray(),
                    dropout.copy().forward(tape, tape.constant(x)).value().toArray());
        }
    }
}
