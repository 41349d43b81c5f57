package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(String... options) {
        return new Console(out, err, true, false, false).with(new Syntax("x", "x").parse(List.of(options)));
    }

    @Test
    void textIsForPeopleAndDocumentsForPrograms() throws IOException {
        console().print("text");
        console().printJson(Map.of("a", 1));
        assertEquals("text\n", out.toString(StandardCharsets.UTF_8));
        out.reset();
        console("--json").print("text");
        console("--json").withoutDocument().printJson(Map.of("b", 2));
        console("--json").printJson(List.of(1));
        assertEquals("[1]\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void errorsReplaceTheBarAndQuietSilencesTheRest() {
        Console console = console();
        console.bar("[##--]");
        console.bar("[#]");
        console.error("wrong");
        assertEquals("\r[##--]\r[#]   \r   \rwrong\n", err.toString(StandardCharsets.UTF_8));
        err.reset();
        console("--quiet").bar("[##]");
        console("--quiet").log("line");
        console("--quiet").error("wrong");
        assertEquals("wrong\n", err.toString(StandardCharsets.UTF_8));
    }
}
