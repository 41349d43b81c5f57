package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.io.Json;
import cognate.engine.parallel.Workers;
import cognate.models.data.Batches;
import cognate.models.data.Dataset;
import cognate.models.train.Checkpoint;
import cognate.models.train.Hints;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that PyTorch wrote, in each container and type: make.py among the resources says how. */
class ContainersTest {
    private static Path resource(String name) {
        try {
            return Path.of(ContainersTest.class.getResource("torch/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String data() {
        return "idx:" + resource("make.py").getParent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "lenet", "gru", "resnet18"})
    void logitsAreThoseOfPyTorch(String network) throws IOException {
        Map<?, ?> expected = (Map<?, ?>) Json.read(resource("logits.json"));
        Dataset test = ShownData.test(data(), 0.2, List.of("all"));
        for (String type : List.of("float32", "float16", "bfloat16")) {
            for (String suffix : List.of(".pt", ".ckpt", ".safetensors")) {
                Checkpoint checkpoint =
                        Checkpoint.read(resource(network + "-" + type + suffix), Hints.NONE.orInput(test.inputShape()));
                Batches batches = new Batches(checkpoint.view(test), 20);
                batches.next();
                checkpoint.network().train(false);
                try (Workers workers = Workers.of(1);
                        Tape tape = Tape.evaluating(workers)) {
                    Variable logits = checkpoint.network().forward(tape, tape.constant(batches.inputs()));
                    List<?> rows = (List<?>) expected.get(network + "-" + type);
                    for (int i = 0; i < 20; i++) {
                        for (int j = 0; j < 2; j++) {
                            double value = ((Number) ((List<?>) rows.get(i)).get(j)).doubleValue();
                            assertEquals(value, logits.value().get(i, j), 1e-4, network + "-" + type + suffix);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "lenet", "gru", "resnet18"})
    void everyContainerGivesTheSameNumbers(String network) throws IOException {
        String other = resource(network + "-float32.pt").toString();
        for (String command : List.of("evaluate", "compare", "represent")) {
            for (String type : List.of("float32", "bfloat16")) {
                Map<?, ?> first = null;
                for (String suffix : List.of(".safetensors", ".pt", ".ckpt")) {
                    String file = resource(network + "-" + type + suffix).toString();
                    String[] call = command.equals("evaluate")
                            ? new String[] {command, file, "--data", data(), "--json"}
                            : command.equals("represent")
                                    ? new String[] {command, file, other, "--data", data(), "--json"}
                                    : new String[] {command, file, other, "--input", "1x12x12", "--json"};
                    Map<?, ?> document = CommandRun.of(call).assertDone().json();
                    first = first == null ? document : first;
                    assertFalse(document.isEmpty());
                    for (String key : List.of("accuracy", "loss", "measures", "layers")) {
                        assertEquals(first.get(key), document.get(key), command + " " + file);
                    }
                }
            }
        }
    }

    @Test
    void aSpecificationSaysWhatNamesDoNot() throws IOException {
        String file = resource("gru-float32.pt").toString();
        Object own = CommandRun.of("evaluate", file, "--data", data(), "--json")
                .json()
                .get("loss");
        String[] call = {"evaluate", file, "--data", data(), "--model", "gru:5", "--json"};
        assertEquals(own, CommandRun.of(call).assertDone().json().get("loss"));
        call[5] = "gru:6";
        CommandRun.of(call).assertFails(2, "expected the layers of gru:6");
    }
}
