package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttCommandTest {
    @TempDir
    private static Path folder;

    private static String run;
    private static String other;

    @BeforeAll
    static void train() {
        run = trained("run", "0.1");
        other = trained("other", "0.01");
    }

    private static String trained(String name, String rate) {
        String out = folder.resolve(name).toString();
        String command = "train --data synthetic:blobs --tasks 0v1,2v3,4v5 --model mlp:16-8-2 --networks 10 --epochs 4";
        String[] all = (command + " --batch-size 16 --lr " + rate + " --out " + out).split(" ");
        CommandRun.of(all).assertDone();
        return out;
    }

    @Test
    void tellsTasksApartAndWritesTheSameVerdictAgain() throws IOException {
        CommandRun first = CommandRun.of("htt", run, "--json").assertDone();
        Map<?, ?> verdict = first.json();
        assertEquals(
                List.of(
                        "hypothesis",
                        "conditions",
                        "networks",
                        "normalization",
                        "representation",
                        "accuracy",
                        "chance",
                        "pValue",
                        "binomialPValue",
                        "confidenceInterval",
                        "alpha",
                        "decision",
                        "similarity",
                        "baselines",
                        "shuffled",
                        "weightsSha256",
                        "notes"),
                List.copyOf(verdict.keySet()));
        assertEquals(List.of("0v1", "2v3", "4v5"), verdict.get("conditions"));
        assertEquals(Map.of("train", 18L, "heldOut", 12L), verdict.get("networks"));
        assertEquals("reject", verdict.get("decision"));
        assertTrue((Double) verdict.get("accuracy") > 0.9, first.out());
        assertEquals(first.out(), Files.readString(Path.of(run, "verdict.json")));
        assertEquals(
                first.out(),
                CommandRun.of("htt", run, "--json", "--threads", "3").out());
        String report = Files.readString(Path.of(run, "report.html"));
        assertTrue(
                report.contains("The networks can be told apart") && report.contains("train --data synthetic:blobs"));
    }

    @Test
    void conditionsOfSeveralRunsAreRunAndTask() throws IOException {
        Map<?, ?> verdict =
                CommandRun.of("htt", run, other, "--json").assertDone().json();
        assertEquals(
                List.of("run/0v1", "run/2v3", "run/4v5", "other/0v1", "other/2v3", "other/4v5"),
                verdict.get("conditions"));
        assertTrue(verdict.get("notes").toString().contains("started from the same weights"));
        Map<?, ?> byRun = CommandRun.of("htt", run, other, "--json", "--by", "run")
                .assertDone()
                .json();
        assertEquals(List.of("run", "other"), byRun.get("conditions"));
    }

    @Test
    void searchesForUnseenConditions() throws IOException {
        CommandRun.of("htt", run, "--retrieval").assertFails(2, "retrieval: at least 2 conditions for training");
        String out = folder.resolve("search").toString();
        Map<?, ?> found = (Map<?, ?>) CommandRun.of("htt", run, other, "--retrieval", "--json", "--out", out)
                .assertDone()
                .json()
                .get("retrieval");
        assertEquals(3, ((List<?>) found.get("unseen")).size());
        assertEquals(6L, found.get("queries"));
        assertEquals(24L, found.get("gallery"));
        double rank1 = (Double) ((Map<?, ?>) found.get("rank1")).get("value");
        double rank10 = (Double) ((Map<?, ?>) found.get("rank10")).get("value");
        assertTrue(rank1 >= 0 && rank1 <= rank10 && rank10 <= 1, found::toString);
        String report = Files.readString(Path.of(out, "report.html"));
        assertTrue(report.contains("mean average precision") && report.contains(" --retrieval"));
    }

    @Test
    void foldersOfCheckpointsAreConditions() throws IOException {
        String a = Path.of(run, "networks", "0v1").toString();
        String b = Path.of(run, "networks", "2v3").toString();
        Map<?, ?> verdict = CommandRun.of("htt", a, b, "--json", "--by=run", "--representation=chain", "--depth=1")
                .assertDone()
                .json();
        assertEquals(List.of("0v1", "2v3"), verdict.get("conditions"));
        assertEquals(Set.of("0v1", "2v3"), Set.copyOf((List<?>) verdict.get("conditions")));
        assertEquals(1L, verdict.get("depth"));
    }

    @Test
    void refusesWhatCannotBeJudged() throws IOException {
        CommandRun.of("htt", folder.resolve("none").toString()).assertFails(2, "found no folder");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CommandRun.of("htt", empty.toString()).assertFails(2, "at least one checkpoint");
        CommandRun.of("htt", run, "--by", "run").assertFails(2, "at least 2 conditions");
        CommandRun.of("htt", run, "--depth", "7", "--representation", "chain").assertFails(2, "depth: expected 1 to 2");
        CommandRun.of("htt", run, "--train-fraction", "0.99").assertFails(2, "htt");
        Path cut = folder.resolve("cut");
        CommandRun.of(
                        "train",
                        "--data",
                        "synthetic:xor",
                        "--tasks",
                        "all",
                        "--model",
                        "mlp:2-4-2",
                        "--networks",
                        "3",
                        "--epochs",
                        "1",
                        "--out",
                        cut.toString())
                .assertDone();
        Files.delete(cut.resolve("networks/all/2.safetensors"));
        CommandRun.of("htt", cut.toString()).assertFails(2, "a finished run with 3 networks of task all, found 2");
        Files.writeString(cut.resolve("networks/all/2.safetensors"), "nonsense");
        CommandRun.of("htt", cut.toString()).assertFails(2, "2.safetensors");
        Files.writeString(cut.resolve("run.json"), "{}");
        CommandRun.of("htt", cut.toString()).assertFails(2, "run.json");
    }
}
