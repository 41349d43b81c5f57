package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.FormatException;
import cognate.engine.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int train(String run, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "synthetic:blobs", "--tasks", "0v1,2v3"));
        arguments.addAll(List.of("--model", "mlp:16-8-2", "--networks", "2", "--epochs", "2", "--examples", "64"));
        arguments.addAll(List.of("--out", folder.resolve(run).toString()));
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        return Cognate.run(new Console(out, err, false, false, false), arguments.toArray(new String[0]));
    }

    private Map<?, ?> document() throws FormatException {
        return (Map<?, ?>) Json.parse(out.toByteArray(), "standard output");
    }

    @Test
    void trainsReportsAndDoesNotTrainAgain() throws IOException {
        assertEquals(0, train("run", "--json", "--quiet"), err::toString);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        Map<?, ?> first = document();
        List<?> networks = (List<?>) first.get("networks");
        assertEquals(4, networks.size());
        Map<?, ?> last = (Map<?, ?>) networks.get(3);
        assertEquals(List.of("2v3", 2L, 2L), List.of(last.get("task"), last.get("seed"), last.get("epochs")));
        assertTrue((Double) last.get("testAccuracy") > 0.5);
        Path file = folder.resolve("run/networks/2v3/2.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(folder.resolve("run/networks/0v1/1.safetensors"));

        assertEquals(0, train("run", "--json", "--threads", "3"));
        assertEquals(first.get("weightsSha256"), document().get("weightsSha256"));
        assertEquals(networks, document().get("networks"));
        assertEquals(
                new String(bytes, StandardCharsets.ISO_8859_1), Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    @Test
    void refusesAnotherPlanForTheSameFolder() {
        assertEquals(0, train("run"));
        assertEquals(2, train("run", "--lr", "0.2"));
        assertEquals(
                "cognate: " + folder.resolve("run")
                        + ": expected a run begun with the same options, found lr 0.1 instead of 0.2\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void namesNetworksThatDiverge() throws IOException {
        assertEquals(1, train("run", "--lr", "1e30", "--json", "--quiet"));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count(), err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("0v1/1 diverged in epoch"), err::toString);
        assertEquals(4, ((List<?>) document().get("diverged")).size());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertEquals(2, train("a", "--model", "mlp:17-8-2"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("17 inputs, found data with 16"), err::toString);
        assertEquals(2, train("b", "--model", "mlp:16-8-3"));
        assertEquals(2, train("c", "--tasks", "0v99"));
        assertEquals(2, train("d", "--data", "idx:" + folder.resolve("nothing")));
        assertEquals(2, train("e", "--schedule", "sometimes"));
        assertEquals(2, train("f", "--save-epochs", "1,x"));
        assertEquals(2, train("g", "--save-epochs", "0,3"));
        assertEquals(2, train("h", "--model", "mlp:16-8-2", "--batch-norm", "--batch-size", "63"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("64 examples in batches of 63"), err::toString);
        assertEquals(2, train("i", "--model", "mlp:16-8-2/relu/tanh"));
        for (String run : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i")) {
            assertTrue(Files.notExists(folder.resolve(run)), run);
        }
    }

    @Test
    void examplesSeedGivesEachNetworkItsOwnExamples(@TempDir Path other) throws IOException {
        String train =
                "train --data synthetic:blobs --tasks 0v1 --model mlp:16-4-2 --networks 2 --epochs 1 --examples 20"
                        + " --json --out ";
        Object shared = CommandRun.of((train + other.resolve("shared")).split(" "))
                .assertDone()
                .json()
                .get("weightsSha256");
        Object own = CommandRun.of((train + other.resolve("own") + " --examples-seed 1").split(" "))
                .assertDone()
                .json()
                .get("weightsSha256");
        Object again = CommandRun.of((train + other.resolve("again") + " --examples-seed 1").split(" "))
                .assertDone()
                .json()
                .get("weightsSha256");
        assertNotEquals(shared, own);
        assertEquals(own, again);
        assertTrue(Files.readString(other.resolve("own/run.json")).contains("examples-seed"));
    }
}
