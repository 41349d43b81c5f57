package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void keepsOrderAndTypes() throws Exception {
        String text = "{\"z\":1,\"a\":[true,false,null,-0.0,1e-05,9223372036854775807],\"\":{\"q\":\"x\\n\\\"\\\\é\"}}";
        Object value = Json.parse(text, "f");
        assertEquals(List.of("z", "a", ""), List.copyOf(((Map<?, ?>) value).keySet()));
        assertEquals(Arrays.asList(true, false, null, -0.0, 1e-5, Long.MAX_VALUE), ((Map<?, ?>) value).get("a"));
        assertEquals(text, Json.write(value));
    }

    @Test
    void readsEveryEscape() throws Exception {
        assertEquals("\"\\/\b\f\n\r\té😀", Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83D\\uDE00\"", "f"));
        assertEquals("\"\\u0000\\u001f\\ud83d😀\"", Json.write("\0\u001f\ud83d😀"));
    }

    @Test
    void readsNumbers() throws Exception {
        assertEquals(9.223372036854775807e18, Json.parse("9223372036854775808", "f"));
        assertEquals(-0.0, Json.parse("-0", "f"));
        assertEquals(-12L, Json.parse(" -12 ", "f"));
        assertEquals(0.0, Json.parse("1e-999", "f"));
    }

    @Test
    void writesArraysOfEveryKind() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("i", new int[] {1, 2});
        value.put("d", new double[] {0.002});
        value.put("f", 0.5f);
        value.put("s", new String[] {"a"});
        value.put("none", Json.finiteOrNull(Double.NaN));
        value.put("nested", List.of(List.of(1, 2), List.of()));
        assertEquals(
                "{\"i\":[1,2],\"d\":[0.002],\"f\":0.5,\"s\":[\"a\"],\"none\":null,\"nested\":[[1,2],[]]}",
                Json.write(value));
        assertEquals(
                "{\n  \"i\": [1, 2],\n  \"nested\": [\n    [1, 2],\n    []\n  ]\n}\n", pretty(value, "i", "nested"));
    }

    private static String pretty(Map<String, Object> value, String... keys) {
        value.keySet().retainAll(List.of(keys));
        return Json.pretty(value);
    }

    @Test
    void refusesToWriteWhatJsonHasNot() {
        Map<String, Object> value = Map.of("a", List.of(1, Double.NaN));
        assertEquals(
                "json: expected a finite number, found nan at a.1",
                assertThrows(IllegalArgumentException.class, () -> Json.write(value))
                        .getMessage());
        assertEquals(
                "json: expected a JSON value, found java.lang.Character",
                assertThrows(IllegalArgumentException.class, () -> Json.write('c'))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "``                    § a JSON value, found the end at line 1 column 1",
                "`{\"a\":1,\"a\":2}`   § every key once, found \"a\" again at line 1 column 8",
                "[1,]                  § a JSON value, found ']' at line 1 column 4",
                "[1 2]                 § ',' or ']', found '2' at line 1 column 4",
                "{\"a\"}               § ':', found '}' at line 1 column 5",
                "{a:1}                 § a key in quotes, found 'a' at line 1 column 2",
                "{} x                  § the end of the JSON, found 'x' at line 1 column 4",
                "NaN                   § a JSON value, found 'N' at line 1 column 1",
                "-Infinity             § a digit, found 'I' at line 1 column 2",
                "01                    § the end of the JSON, found '1' at line 1 column 2",
                "1.                    § a digit, found the end at line 1 column 3",
                "1e999                 § a number in the range of double, found 1e999 at line 1 column 1",
                "tru                   § true, found the end at line 1 column 4",
                "\"a                   § the end of the text in quotes, found the end at line 1 column 3",
                "\"\\x\"               § one of \" \\ / b f n r t u after a backslash, found 'x' at line 1 column 3",
                "\"\\u12G4\"           § four hexadecimal digits after \\u, found 'G' at line 1 column 6",
                "`\"\n\"`              § no control character in quotes, found '\\u000a' at line 1 column 2",
                "`[1,\n  ?]`           § a JSON value, found '?' at line 2 column 3",
                "[/**/1]               § a JSON value, found '/' at line 1 column 2",
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        FormatException e = assertThrows(FormatException.class, () -> Json.parse(text, "run.json"));
        assertEquals("run.json: expected " + message, e.getMessage());
    }

    @Test
    void refusesDeepNestingWithoutOverflow() throws Exception {
        String deepest = "[".repeat(64) + "]".repeat(64);
        assertEquals(deepest, Json.write(Json.parse(deepest, "f")));
        FormatException e = assertThrows(FormatException.class, () -> Json.parse("[".repeat(10_000_000), "f"));
        assertEquals("f: expected JSON at most 64 deep, found deeper at line 1 column 65", e.getMessage());
    }

    @Test
    void readsFiles(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("a.json");
        Files.writeString(file, "{\"é\": 1}\n");
        assertEquals(Map.of("é", 1L), Json.read(file));
        Files.write(file, "\"é\"".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file + ": expected JSON in UTF-8, found bytes that are not UTF-8",
                assertThrows(FormatException.class, () -> Json.read(file)).getMessage());
        assertEquals(
                folder + ": expected a file, found a folder",
                assertThrows(FormatException.class, () -> Json.read(folder)).getMessage());
    }

    @Test
    void depthIsThatOfTheNestingAlone() throws Exception {
        for (String element : new String[] {"{}", "[]", "{\"a\": {}}", "[[]]"}) {
            String text = "[" + element + (", " + element).repeat(100) + "]";
            assertEquals(101, ((List<?>) Json.parse(text, "f")).size());
        }
    }
}
