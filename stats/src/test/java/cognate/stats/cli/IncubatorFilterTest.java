package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncubatorFilterTest {
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void dropsJustTheWarningHoweverItArrives(int chunk) throws IOException {
        assertEquals("", filtered(WARNING, chunk));
        assertEquals("before\nafter\n", filtered("before\n" + WARNING + "after\n", chunk));
        assertEquals("x " + WARNING, filtered("x " + WARNING, chunk));
        assertEquals("WARNING: Using\nWARN", filtered("WARNING: Using\nWARN", chunk));
        assertEquals("WWARNING\n\n", filtered("WWARNING\n\n", chunk));
        assertEquals(WARNING, filtered(WARNING + WARNING, chunk));
    }

    @Test
    void passesOtherBytesOnAtOnce() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (IncubatorFilter filter = new IncubatorFilter(sink)) {
            filter.write("no line end".getBytes(StandardCharsets.UTF_8));
            assertEquals("no line end", sink.toString(StandardCharsets.UTF_8));
        }
    }

    private static String filtered(String text, int chunk) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (IncubatorFilter filter = new IncubatorFilter(sink)) {
            for (int i = 0; i < bytes.length; i += chunk) {
                filter.write(bytes, i, Math.min(chunk, bytes.length - i));
            }
        }
        return sink.toString(StandardCharsets.UTF_8);
    }
}
