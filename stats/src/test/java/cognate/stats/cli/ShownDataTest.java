package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.models.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownDataTest {
    @TempDir
    private static Path folder;

    /** A table without a test part of its own: 40 rows of three classes, sorted by class. */
    private static String table() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            rows.append(i % 7)
                    .append(',')
                    .append(i % 5)
                    .append(',')
                    .append(i / 40)
                    .append('\n');
        }
        Path file = folder.resolve("sorted.csv");
        Files.writeString(file, rows);
        return "csv:" + file;
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.classes()];
        for (int i = 0; i < data.size(); i++) {
            counts[data.label(i)]++;
        }
        return counts;
    }

    /** Before, the first examples were shown: of sorted data those of one class. */
    @Test
    void drawsOverClasses() throws IOException {
        Dataset test = ShownData.test(table(), 0.5, List.of("all"));
        assertArrayEquals(new int[] {20, 20, 20}, counts(test));
        assertArrayEquals(new int[] {4, 3, 3}, counts(ShownData.draw(test, 10, 1)));
        assertEquals(60, ShownData.draw(test, 60, 1).size());
        assertArrayEquals(new int[] {20, 20}, counts(ShownData.test(table(), 0.5, List.of("0v1", "1v0"))));
    }

    @Test
    void theRunsTestFractionIsRemembered() throws IOException {
        String data = table();
        String run = folder.resolve("run").toString();
        String train = "train --tasks 0v1,1v2 --model mlp:2-4-2 --networks 3 --epochs 1 --test-fraction 0.5 --data ";
        CommandRun.of((train + data + " --out " + run).split(" ")).assertDone();
        String network = Path.of(run, "networks/0v1/1.safetensors").toString();
        Map<?, ?> own = CommandRun.of("evaluate", network, "--data", data, "--json")
                .assertDone()
                .json();
        assertEquals(40L, own.get("examples"));
        CommandRun other = CommandRun.of("evaluate", network, "--data", data, "--test-fraction", "0.25")
                .assertDone();
        assertTrue(other.err().contains("was trained with a test fraction of 0.5, not 0.25"), other.err());
        CommandRun layers = CommandRun.of("represent", network, network, "--data", data, "--json")
                .assertDone();
        assertEquals(40L, layers.json().get("examples"));
        assertFalse(layers.err().contains("test fraction"));
    }

    @Test
    void showsAllTasksOfTheGroups() throws IOException {
        String[] runs = {
            folder.resolve("left").toString(), folder.resolve("right").toString()
        };
        for (int i = 0; i < 2; i++) {
            String train = "train --tasks 0v1,1v2 --model mlp:2-4-2 --networks 2 --epochs 1 --seed " + (1 + 10 * i);
            CommandRun.of((train + " --data " + table() + " --out " + runs[i]).split(" "))
                    .assertDone();
        }
        Map<?, ?> document = CommandRun.of("represent", runs[0], runs[1], "--data", table(), "--json")
                .assertDone()
                .json();
        assertEquals("0v1,1v2", document.get("task"));
        assertEquals(24L, document.get("examples"));
        assertEquals(8L, document.get("blocks"));
    }
}
