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
        Matcher share = Pattern.compile("productShare +([0-9.]+)").matcher(text);
        assertTrue(share.find(), text);
        double value = Double.parseDouble(share.group(1));
        assertTrue(value > 0 && value < 1.2, text);
    }

    @Test
    void printsOneDocument() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Cognate.run(new Console(out, out, false, false, false), "info", "--json"));
        assertTrue(
                Json.parse(out.toByteArray(), "info") instanceof Map<?, ?> facts && facts.get("lanes") instanceof Long);
    }
}
