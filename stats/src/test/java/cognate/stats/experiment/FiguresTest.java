package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.stats.htt.PValue;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbersAreShort() {
        assertEquals("0.01", Figures.number(0.01));
        assertEquals("1e-05", Figures.number(1e-5));
        assertEquals("1", Figures.number(1));
        assertEquals("0.123", Figures.number(0.12345));
    }

    @Test
    void levelsAreExact() {
        assertEquals("99 %", Figures.level(0.01));
        assertEquals("99.95 %", Figures.level(0.0005));
        assertEquals("90 %", Figures.level(0.1));
        assertEquals("99.9999 %", Figures.level(1e-6));
    }

    @Test
    void pValuesAtTheFloorAreBounds() {
        assertEquals("≤ 1e-05", Figures.p(new PValue(1e-5, 1_000_000, 1e-5, true)));
        assertEquals("= 2e-05", Figures.p(new PValue(2e-5, 1_000_000, 1e-5, true)));
        assertEquals("= 0.0286", Figures.p(new PValue(1 / 35.0, 35, 1 / 35.0, false)));
        assertEquals("1 network", Figures.count(1, "network"));
        assertEquals("2 networks", Figures.count(2, "network"));
    }
}
