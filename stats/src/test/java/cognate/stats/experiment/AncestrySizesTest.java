package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the README on small networks of made-up data. */
class AncestrySizesTest {
    @TempDir
    private Path folder;

    @Test
    void independentNetworksAreNotRelativesAndRelativesAre() throws IOException {
        List<AncestrySizes.Row> rows;
        try (Workers workers = Workers.of(2)) {
            rows = new AncestrySizes("synthetic:blobs", "0v1", "2v3", 100, 999, folder, workers)
                    .rows("mlp:16-12-12-2", 0.1f);
        }
        assertEquals(210, rows.get(0).pValues().length);
        assertTrue(
                rows.get(0).share(0.05) <= 0.08,
                "share of p ≤ .05: " + rows.get(0).share(0.05));
        for (AncestrySizes.Row row : rows.subList(1, 4)) {
            assertEquals(20, row.pValues().length);
            assertEquals(1, row.share(0.01), row.kind());
        }
        for (double p : rows.get(1).pValues()) {
            assertEquals(0.001, p);
        }
    }
}
