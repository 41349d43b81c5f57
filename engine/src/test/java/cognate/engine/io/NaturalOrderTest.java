package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void digitsCountAsNumbers() {
        List<String> names = List.of("10v11", "2v3", "a", "2", "a10", "a9", "a09", "10", "", "99999999999999999999");
        assertEquals(
                List.of("", "2", "2v3", "10", "10v11", "99999999999999999999", "a", "a09", "a9", "a10"),
                names.stream().sorted(NaturalOrder.INSTANCE).toList());
    }
}
