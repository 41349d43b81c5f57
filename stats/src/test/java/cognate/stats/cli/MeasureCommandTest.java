package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.Npy;
import cognate.engine.io.Npz;
import cognate.engine.random.RandomStream;
import cognate.similarity.representation.Measure;
import cognate.similarity.representation.Measures;
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
    void veryLargeAndVeryFew() throws IOException {
        double[] huge = values(12, 3, 5);
        for (int i = 0; i < huge.length; i++) {
            huge[i] *= 1e30;
        }
        CommandRun large = CommandRun.of("measure", write("huge.npy", huge, 12, 3), write("y.npy", 12, 3, 6))
                .assertDone();
        assertTrue(large.out().lines().noneMatch(line -> line.matches(".*\\d{20}.*")), large.out());
        assertTrue(large.out().lines().anyMatch(line -> line.matches("magnitude.difference +\\d[.]\\d{6}e[+]\\d\\d")));
        CommandRun three = CommandRun.of("measure", write("a.npy", 3, 2, 7), write("b.npy", 3, 2, 8))
                .assertDone();
        for (String measure : List.of("cka.unbiased", "cka.minibatch")) {
            assertTrue(
                    three.err().contains(measure + " does not apply: cka: at least 4 inputs for the unbiased estimate"),
                    three.err());
        }
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

    @Test
    void calibratesEveryScore() throws IOException {
        String x = write("x.npy", 60, 6, 1);
        double[] related = values(60, 6, 1);
        double[] noise = values(60, 6, 2);
        for (int i = 0; i < related.length; i++) {
            related[i] += 0.5 * noise[i];
        }
        String y = write("y.npy", related, 60, 6);
        Map<?, ?> document =
                CommandRun.of("measure", x, y, "--json").assertDone().json();
        Map<?, ?> measures = (Map<?, ?>) document.get("measures");
        Map<?, ?> calibration = (Map<?, ?>) document.get("calibration");
        Map<?, ?> reasons = (Map<?, ?>) document.get("calibrationReasons");
        for (Measure measure : Measures.all()) {
            Map<?, ?> one = (Map<?, ?>) calibration.get(measure.name());
            assertEquals(one == null, reasons.containsKey(measure.name()), measure.name());
            if (one != null) {
                assertEquals(0.005, (Double) one.get("pValue"), 1e-12, measure.name());
                assertEquals(199L, one.get("permutations"));
                double score = (Double) measures.get(measure.name());
                double threshold = (Double) one.get("threshold");
                double best = measure.direction() == Measure.Direction.DISTANCE ? 0 : 1;
                double calibrated = (score - threshold) / (best - threshold);
                assertEquals(calibrated, (Double) one.get("calibrated"), 1e-9, measure.name());
            }
        }
        assertEquals(3, reasons.size()); // those that do not look at which input is which
        assertEquals(0.005, (Double) document.get("familyPValue"), 1e-12);
        assertEquals(0.05, document.get("alpha"));
        CommandRun text = CommandRun.of("measure", x, y).assertDone();
        assertTrue(text.out().contains("≤ 0.0050") && text.out().contains("cka.linear is biased"), text.out());
        Map<?, ?> independent = CommandRun.of("measure", x, write("z.npy", 60, 5, 10), "--json", "--permutations", "39")
                .assertDone()
                .json();
        assertTrue((Double) independent.get("familyPValue") > 0.05);
        assertEquals(39L, ((Map<?, ?>) ((Map<?, ?>) independent.get("calibration")).get("gulp")).get("permutations"));
    }

    /** Pixels of one input move together: they are not so many inputs more. */
    @Test
    void placesOfAnInputMoveTogether() throws IOException {
        double[][] maps = new double[2][12 * 3 * 16];
        for (int side = 0; side < 2; side++) {
            double[] means = values(12, 3, side);
            double[] noise = values(12 * 3, 16, 7 + side);
            for (int i = 0; i < maps[side].length; i++) {
                maps[side][i] = means[i / 16] + 0.1 * noise[i];
            }
        }
        String x = write("x.npy", maps[0], 12, 3, 4, 4);
        String y = write("y.npy", maps[1], 12, 3, 4, 4);
        Map<?, ?> document = CommandRun.of("measure", x, y, "--form", "places", "--json")
                .assertDone()
                .json();
        Map<?, ?> cca = (Map<?, ?>) ((Map<?, ?>) document.get("calibration")).get("cca.mean");
        assertTrue((Double) cca.get("pValue") > 0.05, cca.toString());
        assertTrue((Double) cca.get("threshold") > 0.3, cca.toString()); // 192 free rows: 0.1
    }
}
