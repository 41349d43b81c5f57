package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.stats.test.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Expected numbers come from a NumPy program written straight from the formulas, with scipy.special.stdtrit: features
 * mat(12, 5) of the congruential generator with seed 42, (1, 0, 0, 0, 0) added to the first six rows and (.4, .8, 0, 0,
 * 0) to the others, rows scaled to length 1, similarity their inner products.
 */
class BlockIntervalsTest {
    private static final int[] SIX_AND_SIX = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    private static final int[] INDEPENDENT = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] MIXED = {0, 1, 2, 3, 4, 5, 0, 1, 6, 7, 8, 9};
    private static final int[] TIED = {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5};
    private static final double[] SIMILARITY = similarity();

    private static double[] similarity() {
        double[][] features = new double[12][5];
        long s = 42;
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 5; j++) {
                s = (1103515245L * s + 12345) % (1L << 31);
                features[i][j] = s / (double) (1L << 31) - 0.5;
            }
            features[i][0] += i < 6 ? 1 : 0.4;
            features[i][1] += i < 6 ? 0 : 0.8;
        }
        double[] similarity = new double[144];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 12; j++) {
                double length = dot(features[i], features[i]) * dot(features[j], features[j]);
                similarity[i * 12 + j] = i == j ? 1 : dot(features[i], features[j]) / Math.sqrt(length);
            }
        }
        return similarity;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static void agrees(double value, double low, double high, double level, BlockEstimate found) {
        Interval interval = found.interval(level);
        assertEquals(value, found.value(), 1e-12);
        assertEquals(low, interval.low(), 1e-12);
        assertEquals(high, interval.high(), 1e-12);
        assertEquals(level, interval.level());
    }

    private static BlockIntervals of(int[] conditions, int[] blocks) {
        return BlockIntervals.of(SIMILARITY, conditions, blocks);
    }

    @Test
    void independentNetworks() {
        BlockIntervals found = of(SIX_AND_SIX, INDEPENDENT);
        agrees(.5061787007242078, -.013840093822114152, 1.0482831527245415, .99, found.closeness());
        agrees(.028679948764930296, -.3826777526357783, .7713422959340751, .99, found.spreads(0, 1));
        agrees(.7152550920807719, .4501560313305436, 1.3337130887260895, .99, found.within(0));
        agrees(.6865751433158416, -.8249098665087817, 1.0641939407563226, .99, found.within(1));
        assertEquals(.7898791751460988, found.spreads(0, 1).pValue(), 1e-12);
        assertEquals(1, found.within(0).printable(.99).high());
        assertEquals(.4501560313305436, found.within(0).printable(.99).low(), 1e-12);
    }

    @Test
    void mixedBlocks() {
        BlockIntervals found = of(SIX_AND_SIX, MIXED);
        agrees(.521349201871026, .06858341869183937, .9946150439798083, .99, found.closeness());
        agrees(.028679948764930296, -.39638260575138096, .7826471889983568, .99, found.spreads(0, 1));
        agrees(.7152550920807719, .4501560313305436, 1.3337130887260895, .99, found.within(0));
        assertEquals(.796454161248574, found.spreads(0, 1).pValue(), 1e-12);
    }

    @Test
    void tiedBlocks() {
        BlockIntervals found = of(SIX_AND_SIX, TIED);
        agrees(.5184426063276903, .08894834724416945, .9865256666981939, .99, found.closeness());
        agrees(.028679948764930296, -.4340236592308025, .8146753519878865, .99, found.spreads(0, 1));
        assertEquals(.8125882701563236, found.spreads(0, 1).pValue(), 1e-12);
    }

    @Test
    void unequalSizes() {
        BlockIntervals found = of(new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1}, INDEPENDENT);
        agrees(.2184661611439434, -.336715117848219, .8217494432812891, .95, found.closeness());
        agrees(.2877611649032712, -.2058005838031161, .9936904988858957, .95, found.spreads(0, 1));
        agrees(.7225814083994982, .39475849112374595, 1.44178130409832, .95, found.within(0));
        assertEquals(.16055155983758346, found.spreads(0, 1).pValue(), 1e-12);
    }

    @Test
    void threeConditions() {
        int[] three = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
        BlockIntervals partlyTied = of(three, new int[] {0, 1, 2, 3, 0, 1, 4, 5, 0, 6, 7, 4});
        agrees(.3370657999090958, .1091604314561786, .5375490965396788, .95, partlyTied.closeness());
        agrees(.30301259073934855, -.10848730886947361, .882130301216361, .95, partlyTied.spreads(0, 1));
        assertEquals(.1009063966410156, partlyTied.spreads(0, 1).pValue(), 1e-12);
        BlockIntervals unequal = of(new int[] {0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2}, INDEPENDENT);
        agrees(.27566474286025416, -.17716723705472198, .6460280391251746, .9, unequal.closeness());
        agrees(.27944275479277, -.2587063560514958, 1.1039799341185264, .9, unequal.spreads(0, 1));
        agrees(.745790979159978, .40835232361153107, 1.6226275202099971, .9, unequal.within(0));
    }

    /** The p-value is where the interval's end meets 0; exchanging the conditions changes its sign only. */
    @Test
    void pValueAndIntervalAgree() {
        BlockEstimate spreads =
                of(new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1}, INDEPENDENT).spreads(0, 1);
        double p = spreads.pValue();
        assertFalse(spreads.interval(1 - p * 1.0001).contains(0)
                == spreads.interval(1 - p * 0.9999).contains(0));
        BlockEstimate turned =
                of(new int[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, INDEPENDENT).spreads(0, 1);
        assertEquals(p, turned.pValue(), 1e-12);
        assertEquals(spreads.interval(.95).low(), -turned.interval(.95).high(), 1e-12);
    }

    /** Snapshots of one network stand in one block: ten of each of four networks say as little as one of each. */
    @Test
    void copiesWithinABlockAddNothing() {
        int[] conditions = new int[80];
        int[] blocks = new int[80];
        double[] similarity = new double[80 * 80];
        Arrays.setAll(conditions, i -> i / 40);
        Arrays.setAll(blocks, i -> i / 10);
        int[] network = {0, 1, 2, 3, 6, 7, 8, 9};
        Arrays.setAll(similarity, i -> SIMILARITY[network[i / 80 / 10] * 12 + network[i % 80 / 10]]);
        double[] once = new double[64];
        Arrays.setAll(once, i -> SIMILARITY[network[i / 8] * 12 + network[i % 8]]);
        int[] four = {0, 0, 0, 0, 1, 1, 1, 1};
        BlockIntervals copied = BlockIntervals.of(similarity, conditions, blocks);
        BlockIntervals single = BlockIntervals.of(once, four, new int[] {0, 1, 2, 3, 4, 5, 6, 7});
        Interval expected = single.closeness().interval(.95);
        agrees(single.closeness().value(), expected.low(), expected.high(), .95, copied.closeness());
        expected = single.within(0).interval(.95);
        agrees(single.within(0).value(), expected.low(), expected.high(), .95, copied.within(0));
        assertEquals(single.spreads(0, 1).pValue(), copied.spreads(0, 1).pValue(), 1e-12);
    }

    @Test
    void networksThatAreAllAlikeHaveNoSpread() {
        double[] ones = new double[144];
        Arrays.fill(ones, 1);
        BlockIntervals found = BlockIntervals.of(ones, SIX_AND_SIX, TIED);
        agrees(0, 0, 0, .99, found.closeness());
        agrees(0, 0, 0, .99, found.spreads(0, 1));
        agrees(1, 1, 1, .99, found.within(0));
        assertEquals(1, found.spreads(0, 1).pValue());
    }

    @Test
    void intervalsThatSayNothingAreFinite() {
        BlockIntervals few = BlockIntervals.of(
                new double[] {
                    1, .9, -.9, .1, .2, .3, .9, 1, .9, .1, .9, -.3, -.9, .9, 1, .5, .2, .3, .1, .1, .5, 1, .1, .99, .2,
                    .9, .2, .1, 1, .3, .3, -.3, .3, .99, .3, 1
                },
                new int[] {0, 0, 0, 1, 1, 1},
                new int[] {0, 1, 2, 3, 4, 5});
        for (BlockEstimate each : List.of(few.closeness(), few.spreads(0, 1), few.within(0))) {
            Interval wide = each.interval(1 - 1e-9);
            assertTrue(Double.isFinite(wide.low()) && Double.isFinite(wide.high()), wide.toString());
            assertTrue(wide.contains(each.value()));
            assertTrue(each.printable(.99).low() >= -2 && each.printable(.99).high() <= 2);
        }
        assertEquals(-1, few.within(0).printable(.99).low());
        assertTrue(few.spreads(0, 1).pValue() > 0.5);
    }

    @Test
    void warnsOfWhatNoIntervalCovers() {
        BlockIntervals six = of(SIX_AND_SIX, INDEPENDENT);
        assertEquals(6, six.fewestBlocks());
        assertFalse(six.rough());
        assertEquals(1 - Math.pow(.01, 1.0 / 6), six.missable(.99), 1e-15);
        assertEquals(
                List.of("kinds of networks rarer than 54 % may be missing: no interval can cover what was never seen"),
                six.warnings(.99));
        BlockIntervals four = of(new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1}, INDEPENDENT);
        assertTrue(four.rough());
        assertTrue(four.warnings(.99).get(0).startsWith("the intervals are rough: with 4 independent networks"));
    }

    @Test
    void errors() {
        assertEquals(
                "intervals: at least 3 blocks for every condition, found 2 for condition 1",
                message(() -> of(SIX_AND_SIX, new int[] {0, 1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 7})));
        assertTrue(message(() -> of(new int[11], new int[11])).endsWith("found 11 and 11 and 144 values"));
        assertEquals(
                "intervals: at least 2 conditions, found 1",
                message(() -> of(new int[12], INDEPENDENT).closeness()));
        BlockIntervals found = of(SIX_AND_SIX, INDEPENDENT);
        assertEquals("intervals: a condition of 0 to 1, found 2", message(() -> found.within(2)));
        assertEquals("intervals: two different conditions, found 1 twice", message(() -> found.spreads(1, 1)));
        assertEquals(
                "interval: a level between 0 and 1, found 1.0",
                message(() -> found.within(0).interval(1)));
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
