package cognate.similarity.ancestry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.similarity.Mlps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestRelativeTest {
    private static RankedNetwork network(long seed) {
        return RankedNetwork.of(Mlps.random("mlp:12-10-8-3", 12, 3, seed));
    }

    private static List<RankedNetwork> strangers(int from, int count) {
        List<RankedNetwork> networks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            networks.add(network(from + i));
        }
        return networks;
    }

    /** Half of the start of seed 5 and half of its own. */
    private static RankedNetwork relative(int seed) {
        Sequential relative = Mlps.random("mlp:12-10-8-3", 12, 3, seed);
        Sequential start = Mlps.random("mlp:12-10-8-3", 12, 3, 5);
        relative.state().forEach((name, tensor) -> {
            for (int i = 0; i < tensor.size(); i++) {
                tensor.array()[i] += start.state().get(name).array()[i];
            }
        });
        return RankedNetwork.of(relative);
    }

    @Test
    void findsTheRelativeAmongStrangers() {
        List<RankedNetwork> others = strangers(100, 8);
        others.add(3, network(5));
        NearestRelative found = NearestRelative.of(relative(50), others, 999, RandomStream.of(1));
        assertEquals(3, found.place());
        assertEquals(0.001, found.pValue());
        assertTrue(found.atFloor());
    }

    /** The largest of nine is compared with the largest of nine: 200 strangers keep to the level. */
    @Test
    void strangersAreFoundAtTheLevelOnly() {
        int small = 0;
        for (int seed = 0; seed < 200; seed++) {
            NearestRelative found =
                    NearestRelative.of(network(seed), strangers(1000 + 9 * seed, 9), 199, RandomStream.of(seed));
            small += found.pValue() <= 0.05 ? 1 : 0;
        }
        assertTrue(small <= 20 && small >= 2, small + " of 200"); // P(else) = .003 at .05
    }

    /** Of one other network it is the test of two. */
    @Test
    void ofOneOtherItIsTheTestOfTwo() {
        RankedNetwork a = RankedNetwork.of(Mlps.random("mlp:6-3-4-3", 6, 3, 1));
        RankedNetwork b = RankedNetwork.of(Mlps.random("mlp:6-3-4-3", 6, 3, 2));
        Ancestry two = Ancestry.of(a, b, 999, RandomStream.of(1), Workers.single());
        NearestRelative one = NearestRelative.of(a, List.of(b), 999, RandomStream.of(1));
        assertTrue(one.enumerated() && two.enumerated());
        assertEquals(two.pValue(), one.pValue());
        assertEquals(1 / 144.0, one.smallestPValue());
        assertFalse(one.atFloor());
    }

    @Test
    void refusesWhatIsNotComparable() {
        assertNull(RankedNetwork.ifPermutable(Mlps.random("mlp:6-3", 6, 3, 1)));
        RankedNetwork other = RankedNetwork.of(Mlps.random("mlp:12-10-9-3", 12, 3, 1));
        assertFalse(RankedNetwork.areAlike(network(1), other));
        assertThrows(
                IllegalArgumentException.class,
                () -> NearestRelative.of(network(1), List.of(other), 99, RandomStream.of(1)));
    }
}
