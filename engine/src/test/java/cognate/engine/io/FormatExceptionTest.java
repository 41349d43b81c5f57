package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormatExceptionTest {
    @Test
    void isOneLine() {
        assertEquals(
                "a\\u000ab: expected x, found y\\u001b[2J\\u2028",
                new FormatException(Path.of("a\nb"), "x", "y\u001b[2J\u2028").getMessage());
        assertEquals(
                "a: expected x, found " + "y".repeat(200) + "…",
                new FormatException("a", "x", "y".repeat(1000)).getMessage());
    }

    @Test
    void checks() throws FormatException {
        FormatException.check(true, "a", "x", 1);
        FormatException e = assertThrows(FormatException.class, () -> FormatException.check(false, "a", "x", 1));
        assertEquals("a: expected x, found 1", e.getMessage());
    }
}
