package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.htt.Design;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The quick form of the table of stats/README.md: size at most nominal, up to three standard errors. */
class SizesTest {
    private static final int SIMULATIONS = 100;

    @ParameterizedTest
    @EnumSource(Sizes.Kind.class)
    void keepsItsSize(Sizes.Kind kind) {
        double rejected = 0;
        for (SimulatedNetworks.Law law : SimulatedNetworks.Law.values()) {
            for (int[] sizes : List.of(new int[] {10, 10}, new int[] {4, 16})) {
                RandomStream stream = RandomStream.of(7).split(law.toString()).split(sizes[0]);
                Sizes found = Sizes.simulate(law, Sizes.design(kind, sizes), SIMULATIONS, stream, Workers.single());
                String cell = law + " " + sizes[0] + " + " + sizes[1] + ": " + found;
                double most05 = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / SIMULATIONS);
                double most01 = 0.01 + 3 * Math.sqrt(0.01 * 0.99 / SIMULATIONS);
                assertTrue(found.closerAt05() <= most05 && found.toldAt05() <= most05, cell);
                assertTrue(found.closerAt01() <= most01 && found.toldAt01() <= most01, cell);
                rejected += found.closerAt05() + found.toldAt05();
            }
        }
        assertTrue(rejected > 0, "tests that never reject prove nothing");
    }

    @Test
    void designsOfSeveralTasks() {
        Design design = Sizes.design(Sizes.Kind.SEVERAL_TASKS, 4, 16);
        assertEquals(6, design.conditions().size());
        assertEquals(24, design.blocks());
        assertEquals(48, design.size());
        assertEquals(16, Sizes.design(Sizes.Kind.TIED, 4, 16).blocks());
        assertEquals(18, Sizes.design(Sizes.Kind.MIXED, 4, 16).blocks());
    }
}
