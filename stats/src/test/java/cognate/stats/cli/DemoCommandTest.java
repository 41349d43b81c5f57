package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @Test
    void goesTheWholeWayAndPrintsOneDocument(@TempDir Path folder) throws IOException {
        String out = folder.resolve("demo").toString();
        CommandRun demo =
                CommandRun.of("demo", "--out", out, "--json", "--quiet").assertDone();
        assertEquals("", demo.err());
        Map<?, ?> verdict = demo.json();
        assertEquals("reject", verdict.get("decision"));
        assertTrue((Double) verdict.get("accuracy") >= 0.9, demo.out());
        assertEquals(demo.out(), Files.readString(Path.of(out, "verdict.json")));
        CommandRun.of("htt", out).assertDone();
    }
}
