package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CognateTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Cognate.run(new Console(out, err, false, false, false), arguments);
    }

    private String error() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertEquals(0, run("help"));
        assertEquals(0, run("help", "info"));
        assertEquals(0, run("info", "--help"));
        assertEquals(0, run("--version"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("usage: cognate info [options]"));
        assertEquals("", error());
    }

    @Test
    void aWrongRequestIsOneLineAndCodeTwo() {
        assertEquals(2, run("inof"));
        assertTrue(error().endsWith(", found inof (did you mean info?)\n"), error());
        assertEquals(1, error().lines().count());
        err.reset();
        assertEquals(2, run());
        assertEquals(1, error().lines().count());
        err.reset();
        assertEquals(2, run("info", "--thread", "2"));
        assertEquals("cognate: expected an option of info, found --thread (did you mean --threads?)\n", error());
    }

    @Test
    void debugAddsTheStack() {
        assertEquals(2, run("info", "extra", "--debug"));
        assertTrue(error().contains("RequestException"));
    }

    @Test
    void aReaderThatWentAwayIsNoFailureAndAFullDiskIsOne() {
        assertEquals(141, Cognate.run(new Console(refusing("Broken pipe"), err, false, false, false), "help"));
        assertEquals("", error());
        assertEquals(
                1, Cognate.run(new Console(refusing("No space left on device"), err, false, false, false), "help"));
        assertEquals("cognate: standard output: expected to write, found: No space left on device\n", error());
    }

    private static OutputStream refusing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
