package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.SafeTensors;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ancestry} on checkpoints that {@code train} wrote. */
class AncestryCommandTest {
    @TempDir
    private static Path folder;

    private static String run;
    private static String siblings;
    private static String a;
    private static String b;
    private static String sibling;

    @BeforeAll
    static void train() {
        run = train("run", "mlp:16-12-12-2", "2", "0.1", "4");
        siblings = train("siblings", "mlp:16-12-12-2", "4", "0.05", "3");
        a = run + "/networks/0v1/1.safetensors";
        b = run + "/networks/0v1/2.safetensors";
        sibling = siblings + "/networks/0v1/1.safetensors";
    }

    private static String train(String name, String model, String epochs, String lr, String networks) {
        String out = folder.resolve(name).toString();
        CommandRun.of(
                        "train",
                        "--data",
                        "synthetic:blobs",
                        "--tasks",
                        "0v1",
                        "--model",
                        model,
                        "--networks",
                        networks,
                        "--epochs",
                        epochs,
                        "--lr",
                        lr,
                        "--out",
                        out,
                        "--quiet")
                .assertDone();
        return out;
    }

    private static Map<?, ?> json(String... arguments) throws IOException {
        List<String> call = new ArrayList<>(List.of("ancestry", "--json", "--quiet"));
        call.addAll(List.of(arguments));
        return CommandRun.of(call.toArray(String[]::new)).assertDone().json();
    }

    @Test
    void findsOneInitialization() throws IOException {
        Map<?, ?> document = json(a, sibling, "--permutations", "999");
        assertEquals(0.001, document.get("pValue"));
        assertEquals("reject", document.get("decision"));
        assertEquals(999L, document.get("permutations"));
        assertEquals(0.01, document.get("alpha"));
        assertEquals(List.of(), document.get("warnings"));
        assertEquals(
                List.of(Map.of("units", 12L, "signs", false), Map.of("units", 12L, "signs", false)),
                document.get("spaces"));
        Map<?, ?> layer = (Map<?, ?>) ((List<?>) document.get("layers")).get(0);
        assertEquals("0.weight", layer.get("name"));
        assertEquals(0.001, layer.get("pValue"));
        assertTrue((Double) layer.get("statistic") > 3);
        assertTrue((Double) document.get("statistic") > 20);
        Map<?, ?> chance = (Map<?, ?>) document.get("null");
        assertTrue((Double) chance.get("mean") < 3 && (Double) chance.get("deviation") > 0);
        String text = CommandRun.of("ancestry", a, sibling, "--permutations", "999")
                .assertDone()
                .out();
        assertTrue(text.startsWith("A and B share a start: p ≤ 0.001"), text);
        assertTrue(text.contains("4.weight"), text);
    }

    @Test
    void findsNoneWhereThereIsNone() throws IOException {
        Map<?, ?> document = json(a, b, "--permutations", "999");
        assertEquals("retain", document.get("decision"));
        String text = CommandRun.of("ancestry", a, b).assertDone().out();
        assertTrue(text.startsWith("There is no evidence that A and B share a start: p = 0."), text);
        assertTrue(text.contains("not independence") && text.contains("aligned.cosine"), text);
    }

    @Test
    void equalBytesForAnyNumberOfThreadsAndOtherNumbersForOtherSeeds() {
        String one = CommandRun.of("ancestry", a, b, "--json", "--threads", "1").out();
        assertEquals(
                one, CommandRun.of("ancestry", a, b, "--json", "--threads", "3").out());
        assertTrue(!one.equals(
                CommandRun.of("ancestry", a, b, "--json", "--seed", "2").out()));
        String folders = CommandRun.of("ancestry", run, siblings, "--json", "--threads", "1")
                .out();
        assertEquals(
                folders,
                CommandRun.of("ancestry", run, siblings, "--json", "--threads", "3")
                        .out());
    }

    @Test
    void equalFilesAreSaidToBe() throws IOException {
        Map<?, ?> document = json(a, a, "--permutations", "99");
        assertEquals(true, document.get("equal"));
        assertEquals(List.of("A and B hold the same weights: they are one network"), document.get("warnings"));
        assertTrue(CommandRun.of("ancestry", a, a).out().startsWith("A and B hold the same weights"));
    }

    @Test
    void fewUnitsHaveAFloor() throws IOException {
        String small = train("small", "mlp:16-4-2", "1", "0.1", "1") + "/networks/0v1/1.safetensors";
        Map<?, ?> document = json(small, small);
        assertEquals(1 / 24.0, document.get("pValue"));
        assertEquals(23L, document.get("permutations"));
        assertEquals("retain", document.get("decision"));
        String warning = "cannot reject at alpha 0.01: the hidden units have 24 orders, p ≥ 0.0417";
        assertEquals(warning, ((List<?>) document.get("warnings")).get(1));
        assertTrue(CommandRun.of("ancestry", small, small).out().contains("This test " + warning + "."));
        assertEquals("reject", json(small, small, "--alpha", "0.05").get("decision"));
        CommandRun tooFew =
                CommandRun.of("ancestry", a, b, "--permutations", "50").assertDone();
        assertTrue(
                tooFew.out().contains("cannot reject at alpha 0.01: with 50 permutations, p ≥ 0.0196"), tooFew.out());
    }

    @Test
    void weightsThatAreAllZeroDecideNothing() throws IOException {
        SafeTensors file = SafeTensors.read(Path.of(a));
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> zeros.put(name, Tensor.zeros(tensor.shape())));
        Path dead = folder.resolve("dead.safetensors");
        SafeTensors.of(zeros, file.metadata()).write(dead);
        CommandRun run = CommandRun.of("ancestry", a, dead.toString()).assertDone();
        String floor = "cannot reject: no weights differ from one order of the units to another";
        assertTrue(run.out().contains("This test " + floor + "."), run.out());
        assertTrue(((List<?>) json(a, dead.toString()).get("warnings")).contains(floor));
    }

    @Test
    void foldersGiveEveryPair() throws IOException {
        Map<?, ?> document = json(run, siblings, "--alpha", "0.05");
        assertEquals(List.of("run/0v1/1", "run/0v1/2", "run/0v1/3", "run/0v1/4"), document.get("rows"));
        assertEquals(12, ((List<?>) document.get("pairs")).size());
        assertEquals(3L, document.get("related"));
        List<?> matrix = (List<?>) document.get("matrix");
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                double adjusted = (Double) ((List<?>) matrix.get(i)).get(j);
                assertEquals(i == j, adjusted <= 0.05, i + " and " + j + ": " + adjusted);
            }
        }
        String text = CommandRun.of("ancestry", run, siblings, "--quiet").out();
        assertTrue(text.startsWith("3 of 12 pairs share a start (alpha 0.01, Holm over 12 pairs)."), text);
        assertTrue(text.contains("run/0v1/2  siblings/0v1/2  adjusted p ≤ 0.0012"), text);
    }

    @Test
    void oneFolderGivesEveryPairWithinIt() throws IOException {
        Path flat = Files.createDirectories(folder.resolve("flat"));
        Files.copy(Path.of(a), flat.resolve("x.safetensors"));
        Files.copy(Path.of(b), flat.resolve("y.safetensors"));
        Files.copy(Path.of(sibling), flat.resolve("z.safetensors"));
        Map<?, ?> document = json(flat.toString());
        assertEquals(List.of("x", "y", "z"), document.get("rows"));
        assertEquals(1L, document.get("related"));
        List<?> first = (List<?>) ((List<?>) document.get("matrix")).get(0);
        assertEquals(null, first.get(0));
        assertEquals(0.0003, (Double) first.get(2), 1e-12);
        assertEquals(3, ((List<?>) json(a, flat.toString()).get("pairs")).size());
        CommandRun.of("ancestry", flat.toString(), flat.toString()).assertFails(2, "found the same twice");
    }

    /** 9999 permutations could never reject over 1000 pairs: as many are drawn as Holm needs. */
    @Test
    void drawsAsManyAsHolmNeeds() throws IOException {
        Map<?, ?> document = json(run, siblings, "--permutations", "10");
        assertEquals(1199L, document.get("permutations"));
        assertEquals(3L, document.get("related"));
    }

    @Test
    void refusesInOneLine() throws IOException {
        String other = train("other", "mlp:16-11-12-2", "0", "0.1", "1") + "/networks/0v1/1.safetensors";
        CommandRun.of("ancestry", a, other).assertFails(2, "found 0.weight [12, 16] and 0.weight [11, 16]");
        CommandRun.of("ancestry", run, other).assertFails(2, "expected networks of one architecture");
        String flat = train("linear", "mlp:16-2", "0", "0.1", "1") + "/networks/0v1/1.safetensors";
        CommandRun.of("ancestry", flat, flat).assertFails(2, "there is nothing to permute");
        CommandRun.of("ancestry", a).assertFails(2, "expected two checkpoints or a folder");
        CommandRun.of("ancestry", a, folder.resolve("none").toString()).assertFails(2, "none");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandRun.of("ancestry", a, empty.toString()).assertFails(2, "at least one checkpoint");
    }

    @Test
    void checkpointsOfOtherProgramsAreRead() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        SafeTensors.read(Path.of(a)).tensors().forEach((name, tensor) -> {
            String position = name.substring(0, name.indexOf('.'));
            String layer = Map.of("0", "fc1", "2", "fc2", "4", "fc3").get(position);
            tensors.put(layer + name.substring(position.length()), tensor);
        });
        Path foreign = folder.resolve("foreign.safetensors");
        SafeTensors.of(tensors, Map.of()).write(foreign);
        Map<?, ?> document = json(foreign.toString(), sibling, "--permutations", "999");
        assertEquals(json(a, sibling, "--permutations", "999").get("statistic"), document.get("statistic"));
        assertEquals("fc1.weight", ((Map<?, ?>) ((List<?>) document.get("layers")).get(0)).get("name"));
        CommandRun.of("ancestry", foreign.toString(), sibling, "--activation", "tanh")
                .assertFails(2, "another activation");
    }
}
