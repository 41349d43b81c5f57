package cognate.engine.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the numbers are, and how they are distributed. Seeds are fixed, so a test passes always or never; the bounds are
 * those that a right generator passes with probability 1 - 1e-6 ({@code scipy.stats.chi2.isf(1e-6, cells - 1)}).
 */
class RandomStreamTest {
    private static final int DRAWS = 120_000;

    /** Pearson's statistic of {@code DRAWS} draws against the probabilities of the cells. */
    private static double chiSquare(double[] probabilities, IntSupplier cell) {
        int[] counts = new int[probabilities.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[cell.getAsInt()]++;
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = DRAWS * probabilities[i];
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return sum;
    }

    private static void assertUniform(int cells, double bound, IntSupplier cell) {
        double[] probabilities = new double[cells];
        Arrays.fill(probabilities, 1.0 / cells);
        double statistic = chiSquare(probabilities, cell);
        assertTrue(statistic < bound, "chi-square of " + cells + " cells: " + statistic);
    }

    private static long[] longs(RandomStream random, int n) {
        return LongStream.generate(random::nextLong).limit(n).toArray();
    }

    /** By a transcription of SplitMix64, FNV-1a and Lemire's method to Python's integers. */
    @Test
    void numbersNeverChange() {
        assertArrayEquals(
                new long[] {6332618229526065668L, -816328817471504299L, 8971565426155258802L},
                longs(RandomStream.of(42), 3));
        assertArrayEquals(new long[] {6755974106381971767L, -4781302686461524836L}, longs(RandomStream.of(-1), 2));
        assertArrayEquals(
                new long[] {-6857763326054545663L, -1028326219986579624L},
                longs(RandomStream.of(42).split("weights"), 2));
        assertArrayEquals(
                new long[] {-5310322752656410935L, 5453219065323711804L},
                longs(RandomStream.of(42).split("größe"), 2));
        assertArrayEquals(
                new long[] {-6566865179157538718L, -736586233627656338L},
                longs(RandomStream.of(42).split(7), 2));
        RandomStream ten = RandomStream.of(42);
        assertArrayEquals(
                new int[] {3, 9, 4, 0, 6, 0, 1, 7, 1, 7, 6, 1},
                IntStream.generate(() -> ten.nextInt(10)).limit(12).toArray());
        RandomStream large = RandomStream.of(42);
        int[] expected = {552910341, 108487480, 1183350127, 179395350, 1155555846, 1032523836, 366334075, 873319339};
        assertArrayEquals(
                expected,
                IntStream.generate(() -> large.nextInt(3 << 29)).limit(8).toArray());
        RandomStream floats = RandomStream.of(42);
        assertEquals(0.34329187870025635f, floats.nextFloat());
        assertEquals(0.9557467103004456f, floats.nextFloat());
        RandomStream doubles = RandomStream.of(42);
        assertEquals(0.34329192209867343, doubles.nextDouble());
        assertEquals(0.9557467261317436, doubles.nextDouble());
        RandomStream gaussians = RandomStream.of(42);
        for (double value :
                new double[] {0.8818545873573221, 1.052462856238756, 1.370003636900023, -0.06320005984318515}) {
            assertEquals(value, gaussians.nextGaussian());
        }
        assertArrayEquals(
                new int[] {1, 7, 2, 5, 6, 4, 0, 9, 8, 3}, RandomStream.of(42).permutation(10));
    }

    @Test
    void everyBitIsFair() {
        RandomStream random = RandomStream.of(1);
        int[] ones = new int[64];
        int[] repeats = new int[64]; // of the bit in the number before
        long last = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            long bits = random.nextLong();
            for (int b = 0; b < 64; b++) {
                ones[b] += (int) (bits >>> b & 1);
                repeats[b] += (int) (~(bits ^ last) >>> b & 1);
            }
            last = bits;
        }
        for (int b = 0; b < 64; b++) { // five standard deviations
            assertEquals(draws / 2.0, ones[b], 2.5 * Math.sqrt(draws), "bit " + b);
            assertEquals(draws / 2.0, repeats[b], 2.5 * Math.sqrt(draws), "bit " + b);
        }
    }

    @Test
    void integersAreUniform() {
        RandomStream random = RandomStream.of(2);
        assertUniform(10, 44.81, () -> random.nextInt(10));
        assertUniform(7, 38.26, () -> random.nextInt(7));
        assertUniform(256, 377.08, () -> random.nextInt(256));
        assertUniform(100, 180.79, () -> 10 * random.nextInt(10) + random.nextInt(10));
        assertEquals(0, random.nextInt(1));
        for (int i = 0; i < 1000; i++) {
            int large = random.nextInt(Integer.MAX_VALUE);
            assertTrue(large >= 0 && large < Integer.MAX_VALUE);
        }
    }

    /** 2³² draws fall on 3 · 2²⁹ values as 3, 3, 2, 3, 3, 2 …: without rejection every third is rarer by a third. */
    @Test
    void largeBoundsFavourNoValue() {
        RandomStream random = RandomStream.of(3);
        assertUniform(3, 27.63, () -> random.nextInt(3 << 29) % 3);
        assertUniform(6, 35.89, () -> random.nextInt(3 << 29) / (1 << 28));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesBoundsThatAreNotPositive(int bound) {
        assertEquals(
                "nextInt: a positive bound, found " + bound,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RandomStream.of(1).nextInt(bound))
                        .getMessage());
    }

    @Test
    void fractionsAreUniformToTheirLastBit() {
        RandomStream random = RandomStream.of(4);
        assertUniform(100, 180.79, () -> (int) (random.nextFloat() * 100));
        assertUniform(100, 180.79, () -> (int) (random.nextDouble() * 100));
        assertUniform(256, 377.08, () -> (int) (random.nextFloat() * 0x1p24f) & 255);
        assertUniform(256, 377.08, () -> (int) ((long) (random.nextDouble() * 0x1p53) & 255));
    }

    /** Cells between -2, -1, -½, 0, ½, 1, 2: {@code numpy.diff(scipy.stats.norm.cdf(…))}. */
    @Test
    void gaussiansAreNormal() {
        double[] half = {0.19146246127401312, 0.1498822847945298, 0.13590512198327787, 0.02275013194817921};
        double[] probabilities = {half[3], half[2], half[1], half[0], half[0], half[1], half[2], half[3]};
        double[] edges = {-2, -1, -0.5, 0, 0.5, 1, 2};
        for (int seed = 0; seed < 3; seed++) {
            RandomStream random = RandomStream.of(seed);
            double statistic = chiSquare(probabilities, () -> {
                double x = random.nextGaussian();
                int cell = 0;
                while (cell < edges.length && edges[cell] < x) {
                    cell++;
                }
                return cell;
            });
            assertTrue(statistic < 40.52, "chi-square " + statistic);
        }
    }

    @Test
    void gaussiansHaveTheirMomentsAndNoMemory() {
        RandomStream random = RandomStream.of(5);
        double[] powers = new double[5];
        double product = 0;
        double last = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = random.nextGaussian();
            powers[1] += x / DRAWS;
            powers[2] += x * x / DRAWS;
            powers[3] += x * x * x / DRAWS;
            powers[4] += x * x * x * x / DRAWS;
            product += x * last / DRAWS;
            last = x;
        }
        double unit = 5 / Math.sqrt(DRAWS); // five standard deviations of a mean of variance 1
        assertEquals(0, powers[1], unit);
        assertEquals(1, powers[2], unit * Math.sqrt(2));
        assertEquals(0, powers[3], unit * Math.sqrt(15));
        assertEquals(3, powers[4], unit * Math.sqrt(96));
        assertEquals(0, product, unit);
    }

    @Test
    void shufflesDrawEveryOrderAlike() {
        RandomStream random = RandomStream.of(6);
        assertUniform(24, 70.55, () -> {
            int[] p = random.permutation(4);
            int[] rank = {0, 0, 0, 0}; // Lehmer's code
            for (int i = 0; i < 4; i++) {
                for (int j = i + 1; j < 4; j++) {
                    rank[i] += p[j] < p[i] ? 1 : 0;
                }
            }
            return 6 * rank[0] + 2 * rank[1] + rank[2];
        });
        assertUniform(9, 44.81, () -> random.permutation(9)[0]);
        assertUniform(9, 44.81, () -> random.permutation(9)[8]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100})
    void shufflesKeepEveryElement(int n) {
        int[] values = new int[n];
        Arrays.setAll(values, i -> i / 2);
        int[] shuffled = values.clone();
        RandomStream.of(7).shuffle(shuffled);
        Arrays.sort(shuffled);
        assertArrayEquals(values, shuffled);
        int[] permutation = RandomStream.of(7).permutation(n);
        Arrays.sort(permutation);
        assertArrayEquals(IntStream.range(0, n).toArray(), permutation);
    }

    @Test
    void aSplitDoesNotDependOnWhatWasDrawn() {
        RandomStream fresh = RandomStream.of(8);
        RandomStream used = RandomStream.of(8);
        long[] numbers = longs(fresh, 20);
        longs(used.split("x"), 3);
        assertArrayEquals(numbers, longs(used, 20));
        assertArrayEquals(longs(RandomStream.of(8).split("a"), 9), longs(used.split("a"), 9));
        assertArrayEquals(longs(RandomStream.of(8).split(5), 9), longs(used.split(5), 9));
    }

    private static RandomStream[] relatives() {
        RandomStream root = RandomStream.of(9);
        return new RandomStream[] {
            root,
            RandomStream.of(10),
            RandomStream.of(-9),
            RandomStream.of(0),
            root.split(""),
            root.split("a"),
            root.split("b"),
            root.split("ab"),
            root.split("ba"),
            root.split("é"),
            root.split("a").split("b"),
            root.split("b").split("a"),
            root.split("a").split("a"),
            root.split("layer1"),
            root.split("layer2"),
            root.split("1"),
            root.split(0),
            root.split(1),
            root.split(2),
            root.split(-1),
            root.split(1L << 40),
            root.split(1).split(1),
            root.split("a").split(1),
            root.split(1).split("a"),
            RandomStream.of(10).split("a")
        };
    }

    /** All streams are stretches of one sequence: two that overlap have numbers in common. */
    @Test
    void streamsDoNotOverlap() {
        RandomStream[] streams = relatives();
        int each = 5_000;
        long[] all = new long[streams.length * each];
        for (int s = 0; s < streams.length; s++) {
            System.arraycopy(longs(streams[s], each), 0, all, s * each, each);
        }
        assertEquals(all.length, Arrays.stream(all).distinct().count());
    }

    @Test
    void streamsAreIndependent() {
        int draws = 1000;
        RandomStream[] streams = relatives();
        long[][] numbers = Arrays.stream(streams).map(s -> longs(s, draws)).toArray(long[][]::new);
        for (int i = 0; i < numbers.length; i++) {
            for (int j = 0; j < i; j++) {
                int equal = 0;
                for (int d = 0; d < draws; d++) {
                    equal += 64 - Long.bitCount(numbers[i][d] ^ numbers[j][d]);
                }
                assertEquals(32.0 * draws, equal, 5 * 4 * Math.sqrt(draws), "streams " + i + " and " + j);
                assertNotEquals(numbers[i][0], numbers[j][0]);
            }
        }
    }
}
