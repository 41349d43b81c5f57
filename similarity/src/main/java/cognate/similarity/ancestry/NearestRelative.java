package cognate.similarity.ancestry;

import cognate.engine.random.RandomStream;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The exact test that a network shares a start with any of several others: the largest statistic of {@link Ancestry}
 * over them, against the same under relabellings of the network that are the same for all of them.
 *
 * @param place of the other network with the largest statistic
 * @param pValue the share of relabellings under which the largest statistic is at least as large
 * @param smallestPValue that the relabellings can give
 * @param enumerated whether these are all that there are
 */
public record NearestRelative(int place, double pValue, double smallestPValue, boolean enumerated) {
    private static final int FIRST_STAGE = 99;

    /** Whether the true value may be smaller: it was bounded by the number of draws. */
    public boolean atFloor() {
        return !enumerated && pValue <= smallestPValue;
    }

    /**
     * Runs the test in stages, as {@link Ancestry#inStages}: with 99 relabellings at first, and ten times as many in
     * their place as long as p is at most .1, .01 … and {@code most} are not reached.
     *
     * @param others one or more networks of the same architecture
     * @param most relabellings of the last stage; all are taken where there are no more
     * @param stream decides which; equal streams give equal bits
     * @throws IllegalArgumentException if the networks are of two architectures
     */
    public static NearestRelative of(RankedNetwork network, List<RankedNetwork> others, int most, RandomStream stream) {
        others.forEach(other -> RankedNetwork.checkAlike(network, other));
        Symmetries symmetries = network.symmetries();
        if (symmetries.count(most) <= most) {
            List<Relabelling> all = LongStream.range(0, symmetries.count(most))
                    .mapToObj(symmetries::element)
                    .toList();
            return of(network, others, all, true);
        }
        double stop = 0.1;
        for (long count = FIRST_STAGE; ; count = 10 * count + 9) {
            int drawn = (int) Math.min(count, most);
            NearestRelative found = of(network, others, drawn(symmetries, drawn, stream.split(drawn)), false);
            if (drawn == most || found.pValue > stop) {
                return found;
            }
            stop /= 10;
        }
    }

    private static List<Relabelling> drawn(Symmetries symmetries, int count, RandomStream stream) {
        Stream<Relabelling> drawn = LongStream.rangeClosed(1, count).mapToObj(k -> symmetries.draw(stream.split(k)));
        return Stream.concat(Stream.of(symmetries.element(0)), drawn).toList();
    }

    private static NearestRelative of(
            RankedNetwork network, List<RankedNetwork> others, List<Relabelling> relabellings, boolean all) {
        double[] largest = new double[relabellings.size()];
        int place = 0;
        for (int i = 0; i < others.size(); i++) {
            double[] statistics = Ancestry.statistics(network, others.get(i), relabellings);
            place = statistics[0] > largest[0] ? i : place;
            for (int k = 0; k < largest.length; k++) {
                largest[k] = Math.max(largest[k], statistics[k]);
            }
        }
        return new NearestRelative(place, Ancestry.share(largest, largest[0]), 1.0 / largest.length, all);
    }
}
