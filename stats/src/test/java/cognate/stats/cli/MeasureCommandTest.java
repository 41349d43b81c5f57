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
        CommandRun.of("measure", x, write("cube.npy", new double[8], 2, 2, 2))
                .assertFails(2, "a matrix [inputs, neurons]");
        double[] bad = values(10, 2, 4);
        bad[7] = Double.NaN;
        CommandRun.of("measure", x, write("bad.npy", bad, 10, 2)).assertFails(2, "found NaN in row 3, column 1");
        CommandRun.of("measure", x, folder.resolve("none.npy").toString()).assertFails(2, "none.npy");
    }
}
