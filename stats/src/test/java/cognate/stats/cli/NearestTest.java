package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void countsInsertionsDeletionsAndReplacements() {
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(4, Nearest.distance("", "four"));
        assertEquals(0, Nearest.distance("same", "same"));
    }

    @Test
    void hintsOnlyAtWhatIsNear() {
        assertEquals(" (did you mean train?)", Nearest.hint("trian", List.of("demo", "train")));
        assertEquals("", Nearest.hint("xyzzy", List.of("demo", "train")));
    }
}
