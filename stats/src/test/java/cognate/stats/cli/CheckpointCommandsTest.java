package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.SafeTensors;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare}, {@code normalize} and {@code evaluate} on checkpoints that {@code train} wrote. */
class CheckpointCommandsTest {
    private static final String DATA = "synthetic:blobs";

    @TempDir
    private static Path folder;

    private static String a;
    private static String b;
    private static Map<?, ?> trained;

    @BeforeAll
    static void train() throws IOException {
        trained = CommandRun.of(
                        "train",
                        "--data",
                        DATA,
                        "--tasks",
                        "0v1",
                        "--model",
                        "mlp:16-8-8-2",
                        "--networks",
                        "2",
                        "--epochs",
                        "2",
                        "--json",
                        "--out",
                        folder.resolve("run").toString())
                .assertDone()
                .json();
        a = folder.resolve("run/networks/0v1/1.safetensors").toString();
        b = folder.resolve("run/networks/0v1/2.safetensors").toString();
    }

    @Test
    void comparesByEveryMeasure() throws IOException {
        Map<?, ?> document =
                CommandRun.of("compare", a, b, "--json").assertDone().json();
        List<?> layers = (List<?>) document.get("layers");
        assertEquals(Map.of("name", "0.weight", "shape", List.of(8L, 16L)), layers.get(0));
        assertEquals(6, layers.size());
        Map<?, ?> measures = (Map<?, ?>) document.get("measures");
        assertEquals(3, ((List<?>) measures.get("plainChain.cosine")).size());
        Map<?, ?> self =
                (Map<?, ?>) CommandRun.of("compare", a, a, "--json").json().get("measures");
        assertEquals(0.0, self.get("raw.euclidean"));
        assertEquals(1.0, (Double) self.get("wholeChain.cosine"), 1e-12);
        assertEquals(1.0, (Double) self.get("aligned.objective"), 1e-12);
        assertEquals((Double) measures.get("aligned.cosine"), (Double) measures.get("aligned.objective"), 1e-9);
        assertTrue(CommandRun.of("compare", a, b).assertDone().out().contains("pushForward.cosine"));
    }

    @Test
    void alignsByActivations() throws IOException {
        String[] call = {"compare", a, a, "--align", "activations", "--data", DATA, "--json"};
        Map<?, ?> self = (Map<?, ?>) CommandRun.of(call).assertDone().json().get("measures");
        assertEquals(0.0, self.get("aligned.euclidean"));
        call[2] = b;
        Map<?, ?> other = (Map<?, ?>) CommandRun.of(call).assertDone().json().get("measures");
        Map<?, ?> byWeights =
                (Map<?, ?>) CommandRun.of("compare", a, b, "--json").json().get("measures");
        assertTrue((Double) other.get("aligned.cosine") < (Double) byWeights.get("aligned.cosine") + 1e-9);
        assertEquals(byWeights.get("pushForward.cosine"), other.get("pushForward.cosine"));
        CommandRun.of("compare", a, b, "--data", DATA).assertFails(2, "--align activations");
        CommandRun.of("compare", a, b, "--align", "activations").assertFails(2, "no --data");
        call[6] = "synthetic:xor";
        CommandRun.of(call).assertFails(2, "expected data with examples [16], found [2]");
    }

    @Test
    void checkpointsOfOtherProgramsAreReadFromNamesAndShapes() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        SafeTensors.read(Path.of(a)).tensors().forEach((name, tensor) -> {
            String position = name.substring(0, name.indexOf('.'));
            String layer = Map.of("0", "fc1", "2", "fc2", "4", "fc10").get(position);
            tensors.put(layer + name.substring(position.length()), tensor);
        });
        Path foreign = folder.resolve("foreign.safetensors");
        SafeTensors.of(tensors, Map.of()).write(foreign);
        Map<?, ?> own = CommandRun.of("compare", a, b, "--json").json();
        Map<?, ?> read = CommandRun.of("compare", foreign.toString(), b, "--json", "--input", "16")
                .assertDone()
                .json();
        assertEquals(own.get("measures"), read.get("measures"));
        assertEquals(Map.of("name", "fc10.weight", "shape", List.of(2L, 8L)), ((List<?>) read.get("layers")).get(4));
        CommandRun.of("compare", foreign.toString(), b, "--input", "15")
                .assertFails(2, "that takes the input [15], found 16");
        CommandRun.of("compare", foreign.toString(), b, "--input", "fifteen").assertFails(2, "a shape such as");
    }

    @Test
    void normalizedNetworksPredictTheSame() throws IOException {
        String normalized = folder.resolve("normalized.safetensors").toString();
        CommandRun.of("normalize", a, "--out", normalized).assertDone();
        Map<?, ?> before = CommandRun.of("evaluate", a, "--data", DATA, "--json")
                .assertDone()
                .json();
        Map<?, ?> after = CommandRun.of("evaluate", normalized, "--data", DATA, "--json")
                .assertDone()
                .json();
        Map<?, ?> first = (Map<?, ?>) ((List<?>) trained.get("networks")).get(0);
        assertEquals((Double) first.get("testAccuracy"), (Double) before.get("accuracy"), 1e-6);
        assertEquals(before.get("accuracy"), after.get("accuracy"));
        assertEquals(200L, after.get("examples"));
        Map<?, ?> measures = (Map<?, ?>)
                CommandRun.of("compare", a, normalized, "--json").json().get("measures");
        assertEquals(1, (Double) measures.get("pushForward.cosine"), 1e-6);
    }

    @Test
    void refusesWhatDoesNotFit() {
        CommandRun.of("compare", a).assertFails(2, "expected A B");
        CommandRun.of("compare", a, folder.resolve("none").toString()).assertFails(2, "none");
        CommandRun.of("evaluate", a, "--data", "synthetic:xor").assertFails(2, "16 inputs, found data with 2");
        CommandRun.of("normalize", a, "--out", a + "/below").assertFails(1, "1.safetensors");
    }

    @Test
    void oneShuffleGivesPValuesAndNoCalibratedScores() throws IOException {
        CommandRun run = CommandRun.of("represent", a, b, "--data", DATA, "--permutations", "1")
                .assertDone();
        assertTrue(run.out().contains("cka.linear, calibrated"), run.out());
        assertFalse(run.out().contains("NaN"), run.out());
    }

    @Test
    void representsEveryLayerAgainstEveryOther() throws IOException {
        Path page = folder.resolve("layers.html");
        Map<?, ?> document = CommandRun.of("represent", a, b, "--data", DATA, "--json", "--out", page.toString())
                .assertDone()
                .json();
        assertEquals(List.of("0 Linear", "2 Linear", "4 Linear"), document.get("a"));
        Map<?, ?> measures = (Map<?, ?>) document.get("measures");
        List<?> rows = (List<?>) measures.get("cka.linear");
        assertEquals(3, rows.size());
        double cka = (Double) ((List<?>) rows.get(0)).get(0);
        assertTrue(cka > 0 && cka < 1);
        assertTrue(Files.readString(page).contains("linear CKA of layers"));
        Map<?, ?> calibration = (Map<?, ?>) ((Map<?, ?>) document.get("calibration")).get("cka.linear");
        assertEquals(199L, calibration.get("permutations"));
        for (String key : List.of("pValue", "threshold", "calibrated")) {
            double value = (Double) ((List<?>) ((List<?>) calibration.get(key)).get(1)).get(2);
            assertTrue(value >= 0 && value <= 1, key);
        }
        double family = (Double) document.get("familyPValue");
        assertTrue(family >= 0.005 && family <= 1);
        CommandRun text = CommandRun.of("represent", a, a, "--data", DATA).assertDone();
        assertTrue(text.out().contains("procrustes.squared, calibrated"));
        assertTrue(
                text.out().contains("procrustes.squared, p-value") && text.out().contains("≤ 0.0050"), text.out());
        CommandRun.of("represent", a, b).assertFails(2, "--data");
    }

    @Test
    void representsGroupsOfNetworksLayerByLayer() throws IOException {
        List<String> runs = List.of(
                folder.resolve("right").toString(), folder.resolve("shuffled").toString());
        List<List<String>> labels = List.of(List.of("--seed=1"), List.of("--seed=101", "--shuffle-labels=1"));
        for (int i = 0; i < 2; i++) {
            List<String> train = new ArrayList<>(List.of("train", "--data", DATA, "--tasks", "0v1", "--model"));
            train.addAll(List.of("mlp:16-6-2", "--networks", "4", "--epochs", "3", "--out", runs.get(i)));
            train.addAll(labels.get(i));
            CommandRun.of(train.toArray(String[]::new)).assertDone();
        }
        Path page = folder.resolve("groups.html");
        String[] call = {"represent", runs.get(0), runs.get(1), "--data", DATA, "--out", page.toString()};
        CommandRun text = CommandRun.of(call).assertDone();
        assertTrue(text.out().contains("within right  within shuffled  between"), text.out());
        assertTrue(Files.readString(page).contains("--shuffle-labels 1.0"));
        String[] json = Arrays.copyOf(call, call.length + 1);
        json[call.length] = "--json";
        Map<?, ?> document = CommandRun.of(json).assertDone().json();
        assertEquals(List.of("right", "shuffled"), document.get("groups"));
        List<?> rows = (List<?>) ((Map<?, ?>) document.get("measures")).get("cka.linear");
        assertEquals(2, rows.size());
        List<?> within = (List<?>) ((Map<?, ?>) rows.get(1)).get("within");
        assertTrue((Double) within.get(0) > (Double) within.get(1), within::toString);
        CommandRun.of("represent", runs.get(0), a, "--data", DATA).assertFails(2, "two folders");
    }
}
