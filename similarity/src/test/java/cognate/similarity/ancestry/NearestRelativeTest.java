package cognate.similarity.ancestry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.similarity.Mlps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    private static NearestRelative[] search(
            List<RankedNetwork> networks, List<RankedNetwork> others, int most, long seed, Workers workers) {
        return NearestRelative.of(networks, others.size(), others::get, most, RandomStream.of(seed), workers);
    }

    @Test
    void findsTheRelativeAmongStrangers() {
        List<RankedNetwork> others = strangers(100, 80);
        others.add(67, network(5));
        List<RankedNetwork> networks = List.of(network(1), relative(50), network(2));
        NearestRelative[] found = search(networks, others, 999, 1, Workers.single());
        assertEquals(67, found[1].place());
        assertEquals(0.001, found[1].pValue());
        assertTrue(found[1].atFloor());
        assertTrue(found[0].pValue() > 0.01 && found[2].pValue() > 0.01, Arrays.toString(found));
        try (Workers workers = Workers.of(3)) {
            assertArrayEquals(found, search(networks, others, 999, 1, workers));
        }
    }

    /** The largest of nine is compared with the largest of nine: 200 strangers keep to the level. */
    @Test
    void strangersAreFoundAtTheLevelOnly() {
        int small = 0;
        for (int seed = 0; seed < 200; seed++) {
            NearestRelative found =
                    search(List.of(network(seed)), strangers(1000 + 9 * seed, 9), 199, seed, Workers.single())[0];
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
        NearestRelative one = search(List.of(a), List.of(b), 999, 1, Workers.single())[0];
        assertTrue(one.enumerated() && two.enumerated());
        assertEquals(two.pValue(), one.pValue());
        assertEquals(1 / 144.0, one.smallestPValue());
        assertFalse(one.atFloor());
    }

    @Test
    void passesOverWhatIsNotComparable() {
        assertNull(RankedNetwork.ifPermutable(Mlps.random("mlp:6-3", 6, 3, 1)));
        RankedNetwork other = RankedNetwork.of(Mlps.random("mlp:12-10-9-3", 12, 3, 1));
        assertFalse(RankedNetwork.areAlike(network(1), other));
        List<RankedNetwork> networks = new ArrayList<>(List.of(other, network(1)));
        networks.add(null);
        List<RankedNetwork> others = new ArrayList<>(Collections.nCopies(2, null));
        others.add(network(3));
        NearestRelative[] found = search(networks, others, 99, 1, Workers.single());
        assertNull(found[0]);
        assertEquals(2, found[1].place());
        assertNull(found[2]);
    }
}
