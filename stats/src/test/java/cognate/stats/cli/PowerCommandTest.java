package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCommandTest {
    @TempDir
    private static Path folder;

    private static String run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run").toString();
        String command = "train --data synthetic:blobs --tasks 0v1,2v3 --model mlp:16-8-2 --networks 6 --epochs 4"
                + " --batch-size 16 --out " + run;
        CommandRun.of(command.split(" ")).assertDone();
    }

    @Test
    void printsOneDocument() throws IOException {
        String[] call = {"power", run, "--networks=5,30", "--simulations", "20", "--alpha", "0.05", "--json"};
        CommandRun first = CommandRun.of(call).assertDone();
        Map<?, ?> document = first.json();
        assertEquals(
                List.of(
                        "conditions",
                        "pilot",
                        "normalization",
                        "representation",
                        "trainFraction",
                        "alpha",
                        "level",
                        "intervalLevel",
                        "head",
                        "simulations",
                        "power",
                        "notes"),
                List.copyOf(document.keySet()));
        assertEquals(List.of("0v1", "2v3"), document.get("conditions"));
        assertEquals(List.of("networks", "blocks"), List.copyOf(((Map<?, ?>) document.get("pilot")).keySet()));
        List<?> powers = (List<?>) document.get("power");
        assertEquals(2, powers.size());
        Map<?, ?> thirty = (Map<?, ?>) powers.get(1);
        assertEquals(30L, thirty.get("networks"));
        assertEquals(12L, thirty.get("heldOut"));
        assertEquals(1.0, ((Map<?, ?>) thirty.get("closeness")).get("power"), first.out());
        assertEquals(1.0, ((Map<?, ?>) thirty.get("classification")).get("power"));
        assertEquals(2, ((List<?>) ((Map<?, ?>) thirty.get("closeness")).get("interval")).size());
        assertEquals(first.out(), CommandRun.of(call).out());
    }

    @Test
    void printsATable() {
        String out = CommandRun.of("power", run, "--networks", "30", "--simulations", "20")
                .assertDone()
                .out();
        assertTrue(
                out.contains(
                        "Probability of p ≤ 0.01 / 5 on the networks that htt holds out, from a pilot of 12 networks of 2 conditions"),
                out);
        assertTrue(out.contains("      30         12   1.000 ["), out);
        assertTrue(CommandRun.of("power", "--help").assertDone().out().contains("--networks N[,N...]"));
    }

    @Test
    void refusesWhatCannotBeSimulated() {
        CommandRun.of("power", run, "--networks", "5,,9").assertFails(2, "--networks: expected whole numbers from 2");
        CommandRun.of("power", run, "--networks", "1").assertFails(2, "found 1");
        CommandRun.of("power", run, "--networks", "2").assertFails(2, "2 held out, found 1 and 1 of 2");
        CommandRun.of("power", run, "--simulations", "5").assertFails(2, "between 20 and 1000000");
        CommandRun.of("power", run, "--by", "run").assertFails(2, "at least 2 conditions");
        CommandRun.of("power", folder.resolve("none").toString()).assertFails(2, "found no folder");
        CommandRun.of("power").assertFails(2, "RUN");
    }
}
