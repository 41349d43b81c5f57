package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Architecture;
import cognate.models.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare}, {@code normalize} and {@code ancestry} on residual networks. */
class ResidualCheckpointsTest {
    @TempDir
    private static Path folder;

    private static String network(int seed) throws IOException {
        Path file = folder.resolve(seed + ".safetensors");
        Architecture architecture = Architecture.of("resnet:8x4", Shape.of(3, 8, 8), 3);
        Checkpoint.of(architecture, architecture.build(RandomStream.of(seed)), Map.of())
                .write(file);
        return file.toString();
    }

    @Test
    void theBalancedFormIsCompared() throws IOException {
        String a = network(1);
        String balanced = folder.resolve("balanced.safetensors").toString();
        List<?> notes = (List<?>) CommandRun.of("normalize", a, "--out", balanced, "--json")
                .assertDone()
                .json()
                .get("notes");
        assertTrue(notes.contains("a network with sums is brought to balance: push-forward has no form of it"));
        CommandRun.of("normalize", a, "--normalization", "push-forward", "--out", balanced)
                .assertFails(2, "balance takes networks with sums");
        Map<?, ?> same = measures(a, balanced);
        Map<?, ?> other = measures(a, network(2));
        assertNull(same.get("pushForward.cosine"));
        for (String name : List.of("balance.cosine", "aligned.cosine", "aligned.objective", "wholeChain.cosine")) {
            assertEquals(1, (Double) same.get(name), 1e-9, name);
            assertTrue((Double) other.get(name) < 0.9, name + " " + other);
        }
        assertNull(same.get("chain.cosine"));
    }

    private static Map<?, ?> measures(String a, String b) throws IOException {
        return (Map<?, ?>)
                CommandRun.of("compare", a, b, "--json").assertDone().json().get("measures");
    }

    @Test
    void relativesAreFound() throws IOException {
        String a = network(1);
        assertTrue((Double) CommandRun.of("ancestry", a, a, "--permutations", "999", "--json")
                        .assertDone()
                        .json()
                        .get("pValue")
                <= 0.001);
        assertTrue((Double) CommandRun.of("ancestry", a, network(2), "--permutations", "999", "--json")
                        .json()
                        .get("pValue")
                > 0.001);
    }
}
