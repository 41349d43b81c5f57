package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final Shape IMAGE = Shape.of(1, 28, 28);

    @Test
    void anMlpHasTheNamesOfSequential() {
        Sequential network = Architecture.of("mlp:784-64-32-2", IMAGE, 2).build(RandomStream.of(1));
        assertEquals(
                List.of("0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"),
                List.copyOf(network.state().keySet()));
        assertEquals(Shape.of(64, 784), network.state().get("0.weight").shape());
    }

    @Test
    void initializationIsPyTorchsAndDependsOnTheSeedAlone() {
        Architecture architecture = Architecture.of("mlp:784-64-2/tanh", IMAGE, 2);
        Tensor weight = architecture.build(RandomStream.of(1)).state().get("0.weight");
        float bound = (float) (1 / Math.sqrt(784));
        double squares = 0;
        for (float w : weight.array()) {
            assertTrue(w >= -bound && w <= bound);
            squares += (double) w * w;
        }
        assertEquals(bound * bound / 3, squares / weight.size(), bound * bound * 0.01);
        assertArrayEquals(
                weight.array(),
                architecture.build(RandomStream.of(1)).state().get("0.weight").array());
        assertNotEquals(
                weight.array()[0],
                architecture.build(RandomStream.of(2)).state().get("0.weight").array()[0]);
    }

    @Test
    void specificationsThatDoNotFitAreNamed() {
        refused("mlp:256-64-2", "model mlp:256-64-2: expected 256 inputs, found data with 784 [1, 28, 28]");
        refused("mlp:784-64-3", "model mlp:784-64-3: expected 3 classes, found a task with 2");
        refused("mlp:784-0-2", "model mlp:784-0-2: expected a size from 1 to 999999, found '0'");
        refused("mlp:784-2/swish", "model: expected an activation relu, leaky-relu, tanh or sigmoid, found swish");
    }

    private static void refused(String model, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Architecture.of(model, IMAGE, 2))
                        .getMessage());
    }
}
