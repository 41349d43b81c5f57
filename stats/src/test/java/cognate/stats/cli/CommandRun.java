package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.io.FormatException;
import cognate.engine.io.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One call of the command line within the test's JVM, and what it said. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cognate.run(new Console(out, err, false, false, false), arguments);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The call, which must have been refused or have failed in one line that contains {@code part}. */
    void assertFails(int expected, String part) {
        assertEquals(expected, code, err);
        assertEquals(1, err.lines().count(), err);
        assertEquals(true, err.contains(part), err);
    }

    CommandRun assertDone() {
        assertEquals(0, code, err);
        return this;
    }

    Map<?, ?> json() throws FormatException {
        return (Map<?, ?>) Json.parse(out, "standard output");
    }
}
