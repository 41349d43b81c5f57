package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InfoCommandTest {
    @Test
    void measuresAShareOfThePeak() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Cognate.run(new Console(out, out, false, false, false), "info", "--threads", "3"));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(Pattern.compile("threads +3\n").matcher(text).find(), text);
        double peak = figure("peakGflops", text);
        double product = figure("productGflops", text);
        assertTrue(peak > 0 && product > 0, text);
        assertEquals(product / peak, figure("productShare", text), 1e-3);
    }

    private static double figure(String name, String text) {
        Matcher figure = Pattern.compile(name + " +([0-9.]+)").matcher(text);
        assertTrue(figure.find(), text);
        return Double.parseDouble(figure.group(1));
    }

    @Test
    void printsOneDocument() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Cognate.run(new Console(out, out, false, false, false), "info", "--json"));
        assertTrue(
                Json.parse(out.toByteArray(), "info") instanceof Map<?, ?> facts && facts.get("lanes") instanceof Long);
    }
}
