package cognate.stats.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticksAreRoundAndInside() {
        assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0), new Axis(0, 100, 0, 1).ticks(5));
        assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0), new Axis(1, 5, 0, 1).ticks(5));
        Axis narrow = new Axis(0.912, 0.987, 0, 1);
        assertEquals(
                List.of("0.92", "0.94", "0.96", "0.98"),
                narrow.ticks(5).stream().map(tick -> narrow.label(tick, 5)).toList());
    }

    @Test
    void mapsValuesToPixelsAlsoDownwards() {
        assertEquals(30, new Axis(0, 10, 50, 10).at(5));
        assertEquals(50, new Axis(3, 3, 50, 10).at(3));
    }
}
