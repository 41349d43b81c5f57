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
                        "design",
                        "normalization",
                        "representation",
                        "head",
                        "accuracy",
                        "chance",
                        "pValue",
                        "holm",
                        "binomialPValue",
                        "confidenceInterval",
                        "alpha",
                        "decision",
                        "similarity",
                        "otherHead",
                        "baselines",
                        "shuffled",
                        "copies",
                        "splits",
                        "predictions",
                        "family",
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
    void headsChangePlaces() throws IOException {
        String out = folder.resolve("heads").toString();
        Map<?, ?> logistic =
                CommandRun.of("htt", run, "--json", "--out", out).assertDone().json();
        CommandRun second = CommandRun.of("htt", run, "--json", "--out", out, "--head", "embedding")
                .assertDone();
        Map<?, ?> embedding = second.json();
        assertEquals("logistic", logistic.get("head"));
        assertEquals("embedding", embedding.get("head"));
        Map<?, ?> other = (Map<?, ?>) embedding.get("otherHead");
        assertEquals("logistic", other.get("head"));
        assertEquals(logistic.get("accuracy"), other.get("accuracy"));
        assertEquals(embedding.get("accuracy"), ((Map<?, ?>) logistic.get("otherHead")).get("accuracy"));
        assertTrue((Double) embedding.get("accuracy") > 0.9, second.out());
        assertEquals(
                second.out(),
                CommandRun.of("htt", run, "--json", "--out", out, "--head", "embedding", "--threads", "3")
                        .out());
        assertTrue(Files.readString(Path.of(out, "report.html")).contains("--head embedding"));
        CommandRun.of("htt", run, "--head", "ridge").assertFails(2, "--head: expected one of logistic, embedding");
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
        assertEquals(4, ((List<?>) found.get("unseen")).size()); // two tasks of either run, which share their seeds
        assertEquals(8L, found.get("queries"));
        assertEquals(32L, found.get("gallery"));
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

    /** Before, 26 to 30 of 40 untrained networks were told apart: their twins in the other run had been trained on. */
    @Test
    void untrainedTwinsOfTwoRunsTellNothing() throws IOException {
        String a = untrained("start", "0.1");
        String b = untrained("again", "0.05");
        int rejected = 0;
        for (int seed = 1; seed <= 5; seed++) {
            Map<?, ?> verdict = CommandRun.of("htt", a, b, "--by", "task", "--json", "--split-seed", "" + seed)
                    .assertDone()
                    .json();
            rejected += (Double) verdict.get("pValue") <= 0.01 ? 1 : 0;
            assertEquals(16L, ((Map<?, ?>) verdict.get("design")).get("blocks"));
            assertEquals(16, ((List<?>) verdict.get("predictions")).size());
            assertEquals(20, ((List<?>) ((Map<?, ?>) verdict.get("splits")).get("accuracy")).size());
        }
        assertEquals(0, rejected);
    }

    private static String untrained(String name, String rate) {
        String out = folder.resolve(name).toString();
        String command =
                "train --data synthetic:blobs --tasks 0v1,2v3 --model mlp:16-8-2 --networks 8 --epochs 0 --lr ";
        CommandRun.of((command + rate + " --out " + out).split(" ")).assertDone();
        return out;
    }

    @Test
    void snapshotsOfOneNetworkAreOneBlock() throws IOException {
        String out = folder.resolve("snapshots").toString();
        String command = "train --data synthetic:blobs --tasks 0v1,2v3 --model mlp:16-8-2 --networks 1 --epochs 6"
                + " --batch-size 16 --save-epochs all --out ";
        CommandRun.of((command + out).split(" ")).assertDone();
        String first = Path.of(out, "epochs", "0v1").toString();
        String second = Path.of(out, "epochs", "2v3").toString();
        CommandRun.of("htt", first, second)
                .assertFails(2, "at least 2 blocks (networks with other seeds) of condition");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(Path.of(run, "networks/0v1/1.safetensors"), copy.resolve("1.safetensors"));
        CommandRun.of("htt", run, copy.toString()).assertFails(2, "the same network twice");
    }

    @Test
    void refusesWhatCannotBeJudged() throws IOException {
        CommandRun.of("htt", folder.resolve("none").toString()).assertFails(2, "found no folder");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CommandRun.of("htt", empty.toString()).assertFails(2, "at least one checkpoint");
        CommandRun.of("htt", run, "--by", "run").assertFails(2, "at least 2 conditions");
        CommandRun.of("htt", run, "--depth", "7", "--representation", "chain").assertFails(2, "depth: expected 1 to 2");
        CommandRun.of("htt", run, run).assertFails(2, "the same run twice");
        CommandRun.of("htt", run, folder.resolve("other/../run").toString()).assertFails(2, "the same run twice");
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
