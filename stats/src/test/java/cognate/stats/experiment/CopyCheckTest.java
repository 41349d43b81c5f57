package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.stats.htt.Design;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttSettings;
import cognate.stats.htt.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopyCheckTest {
    private static final int SIZE = 20;

    private static List<Sequential> networks(String model) {
        List<Sequential> networks = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            networks.add(Architecture.of(model, Shape.of(12), 3).build(RandomStream.of(i)));
        }
        return networks;
    }

    private static Design design() {
        return Design.of(
                IntStream.range(0, SIZE).mapToObj(i -> "n" + i).toList(),
                IntStream.range(0, SIZE).mapToObj(i -> i % 2 == 0 ? "a" : "b").toList());
    }

    private static Split split() {
        double[][] similarity = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            similarity[i][i] = 1;
        }
        return Htt.test(design(), similarity, new HttSettings(0.5, 0.01, 1, 99, 99), Workers.single())
                .split();
    }

    private static CopyCheck check(List<Sequential> networks) {
        return CopyCheck.of(design(), networks::get, split(), 0.01, RandomStream.of(1), Workers.single());
    }

    @Test
    void namesACopyOfATrainingNetwork() {
        List<Sequential> networks = networks("mlp:12-10-8-3");
        int copy = split().heldOut()[2];
        int original = split().training()[1];
        Sequential changed = networks.get(original).copy();
        changed.state().values().forEach(tensor -> {
            for (int i = 0; i < tensor.size(); i++) {
                tensor.array()[i] *= 1.5f + (i % 7) / 10f;
            }
        });
        networks.set(copy, changed);
        CopyCheck found = check(networks);
        String words = found.words(0.01);
        assertTrue(
                words.contains("1 of 10 share a start with training networks (p by Holm 0.00999): n" + copy + " of n"
                        + original),
                words);
        assertTrue(words.endsWith("a rejection cannot be trusted."), words);
        List<?> relatives = (List<?>) found.document(0.01).get("found");
        assertEquals(1, relatives.size());
    }

    /** All at the floor at once, at a level that the floor times their number misses by a rounding. */
    @Test
    void namesAllWhereAllAreRelatives() {
        List<Sequential> networks = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            networks.add(relative(networks("mlp:12-10-8-3").get(0), i));
        }
        for (double alpha : new double[] {0.05, 0.03, 0.007, 0.0013}) {
            CopyCheck found =
                    CopyCheck.of(design(), networks::get, split(), alpha, RandomStream.of(1), Workers.single());
            assertTrue(found.words(alpha).contains("10 of 10 share a start"), found.words(alpha));
        }
    }

    private static Sequential relative(Sequential start, int seed) {
        Sequential relative = start.copy();
        RandomStream random = RandomStream.of(seed);
        relative.state().values().forEach(tensor -> {
            for (int i = 0; i < tensor.size(); i++) {
                tensor.array()[i] += 0.01f * random.nextFloat();
            }
        });
        return relative;
    }

    /** So small a level is given up at a bound, and said. */
    @Test
    void saysThatALevelIsTooSmall() {
        CopyCheck check = CopyCheck.of(
                design(), networks("mlp:12-10-8-3")::get, split(), 1e-9, RandomStream.of(1), Workers.single());
        assertTrue(check.words(1e-9).contains("but of 10 it could not show"), check.words(1e-9));
    }

    @Test
    void strangersAreNotNamed() {
        CopyCheck none = check(networks("mlp:12-10-8-3"));
        assertTrue(none.words(0.01).contains("none of 10 held-out networks is known to share a start"));
        assertEquals(List.of(), none.document(0.01).get("found"));
    }

    @Test
    void saysWhereItCannotSee() {
        assertTrue(check(networks("mlp:12-3")).words(0.01).contains("not possible"));
        String few = check(networks("mlp:12-4-3")).words(0.01);
        assertTrue(few.contains("but of 10 it could not show: too few hidden units"), few);
        List<Sequential> mixed = networks("mlp:12-10-8-3");
        int other = split().heldOut()[0];
        mixed.set(other, networks("mlp:12-9-8-3").get(other));
        assertTrue(check(mixed).words(0.01).endsWith("; 1 could not be tested."));
    }

    @Test
    void bitsDoNotDependOnThreads() {
        List<Sequential> networks = networks("mlp:12-10-8-3");
        try (Workers workers = Workers.of(3)) {
            assertEquals(
                    check(networks), CopyCheck.of(design(), networks::get, split(), 0.01, RandomStream.of(1), workers));
        }
    }
}
