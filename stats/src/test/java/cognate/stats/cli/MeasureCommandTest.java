package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.Npy;
import cognate.engine.io.Npz;
import cognate.engine.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
    @TempDir
    private Path folder;

    private String write(String name, int rows, int columns, long seed) throws IOException {
        return write(name, values(rows, columns, seed), rows, columns);
    }

    private String write(String name, double[] values, int... dims) throws IOException {
        Path file = folder.resolve(name);
        Npy.of(values, dims).write(file);
        return file.toString();
    }

    private static double[] values(int rows, int columns, long seed) {
        RandomStream random = RandomStream.of(seed);
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    @Test
    void measuresTwoFiles() throws IOException {
        String x = write("x.npy", 100, 6, 1);
        String y = write("y.npy", 100, 4, 2);
        Map<?, ?> document =
                CommandRun.of("measure", x, y, "--json").assertDone().json();
        assertEquals(100L, document.get("n"));
        assertEquals(6L, document.get("p"));
        assertEquals(4L, document.get("q"));
        assertEquals(List.of(), document.get("warnings"));
        Map<?, ?> measures = (Map<?, ?>) document.get("measures");
        assertEquals(4, ((List<?>) measures.get("cca.rho")).size());
        double mean = (Double) measures.get("cca.mean");
        double baseline = (Double) ((Map<?, ?>) document.get("baselines")).get("cca.mean");
        assertEquals(baseline, mean, 0.1);
        assertEquals(0L, measures.get("cca.bartlett.count"));
        assertEquals(0.0, measures.get("cca.bartlett"));
        CommandRun text = CommandRun.of("measure", x, y).assertDone();
        assertTrue(text.out().contains("procrustes.squared"));
        assertEquals("", text.err());
    }

    @Test
    void aMatrixWithItselfHasEveryCorrelationSignificant() throws IOException {
        String x = write("x.npy", 100, 6, 1);
        Map<?, ?> measures = (Map<?, ?>)
                CommandRun.of("measure", x, x, "--json").assertDone().json().get("measures");
        assertEquals(6L, measures.get("cca.bartlett.count"));
        assertEquals(1.0, (Double) measures.get("cca.bartlett"), 1e-12);
        assertEquals(1.0, (Double) measures.get("pwcca"), 1e-12);
    }

    @Test
    void readsArraysOfAnArchive() throws IOException {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("fc1", Npy.of(values(50, 3, 1), 50, 3));
        String one = folder.resolve("one.npz").toString();
        Npz.write(Path.of(one), arrays);
        arrays.put("fc2", Npy.of(values(50, 2, 2), 50, 2));
        String two = folder.resolve("two.npz").toString();
        Npz.write(Path.of(two), arrays);
        CommandRun run = CommandRun.of("measure", one, two + ":fc2", "--json").assertDone();
        assertEquals(2L, run.json().get("q"));
        CommandRun.of("measure", one, two).assertFails(2, "FILE.npz:NAME with one of the names [fc1, fc2]");
        CommandRun.of("measure", one, two + ":fc3").assertFails(2, "fc3");
    }

    @Test
    void warnsAndRefuses() throws IOException {
        String x = write("x.npy", 10, 6, 1);
        String y = write("y.npy", 10, 7, 2);
        CommandRun few = CommandRun.of("measure", x, y).assertDone();
        assertTrue(few.err().contains("warning: n - 1 = 9 is below p + q = 13"));
        CommandRun.of("measure", x, write("z.npy", 11, 2, 3)).assertFails(2, "[10, 6] and [11, 2]");
        CommandRun.of("measure", x, write("five.npy", new double[8], 2, 2, 1, 1, 2))
                .assertFails(2, "[inputs, neurons], [inputs, channels, height, width] or [inputs, steps, units]");
        double[] bad = values(10, 2, 4);
        bad[7] = Double.NaN;
        CommandRun.of("measure", x, write("bad.npy", bad, 10, 2)).assertFails(2, "found NaN in row 3, column 1");
        CommandRun.of("measure", x, folder.resolve("none.npy").toString()).assertFails(2, "none.npy");
    }

    @Test
    void mapsAndSequencesAreMeasuredInTheFormAskedFor() throws IOException {
        String maps = write("maps.npy", values(40 * 24, 1, 1), 40, 2, 3, 4);
        String steps = write("steps.npy", values(40 * 24, 1, 2), 40, 12, 2);
        Map<String, List<Long>> sizes = Map.of(
                "examples", List.of(40L, 2L, 2L), "places", List.of(480L, 2L, 2L), "flattened", List.of(40L, 24L, 24L));
        for (Map.Entry<String, List<Long>> size : sizes.entrySet()) {
            String form = size.getKey();
            List<Long> expected = size.getValue();
            CommandRun run = CommandRun.of("measure", maps, steps, "--form", form, "--json")
                    .assertDone();
            Map<?, ?> document = run.json();
            assertEquals(form, document.get("form"));
            assertEquals(expected, List.of(document.get("n"), document.get("p"), document.get("q")));
            String text = CommandRun.of("measure", maps, steps, "--form", form)
                    .assertDone()
                    .out();
            assertTrue(text.startsWith("X [40, 2, 3, 4], Y [40, 12, 2], form " + form + ": "), text);
        }
        CommandRun.of("measure", maps, steps, "--form", "means").assertFails(2, "examples, places, flattened");
    }

    @Test
    void helpAndDocumentReadTheTable() throws IOException {
        String help = CommandRun.of("measure", "--help").assertDone().out();
        assertTrue(
                help.contains("  procrustes.squared        distance, 0 to 2: least squared distance under rotation"),
                help);
        String x = write("x.npy", 100, 6, 1);
        Map<?, ?> document =
                CommandRun.of("measure", x, x, "--json").assertDone().json();
        Map<?, ?> row = (Map<?, ?>) ((Map<?, ?>) document.get("table")).get("cka.linear");
        assertEquals("similarity", row.get("direction"));
        assertEquals(1.0, ((Number) row.get("greatest")).doubleValue());
        String text = CommandRun.of("measure", x, x).assertDone().out();
        assertTrue(
                text.contains(
                        "cka.linear, cka.unbiased, cka.minibatch, cka.rbf: a high value does not mean that information about a task"
                                + " is shared"),
                text);
    }
}
