package cognate.similarity.ancestry;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
    private static final int MOST_ENUMERATED = 999;
    /** Others that are there at once, and the weights that these have at most; one has to be there. */
    private static final int CHUNK = 32;

    private static final long CHUNK_WEIGHTS = 1 << 22;

    /** Whether the true value may be smaller: it was bounded by the number of draws. */
    public boolean atFloor() {
        return !enumerated && pValue <= smallestPValue;
    }

    /**
     * Runs the test for several networks, in stages, as {@link Ancestry#inStages}: with 99 relabellings at first, and
     * with ten times as many in their place as long as p is at most .1, .01 … and {@code most} are not reached.
     *
     * @param networks that are asked for; null stands for one that cannot be
     * @param count how many others there are
     * @param others by number, null as above; asked for on several threads, and again at every stage
     * @param most relabellings of the last stage; all are taken where there are no more, and at most 999
     * @param stream decides which; equal streams give equal bits for any number of workers
     * @return a result for each network; null where it or all others are null or of another architecture
     */
    public static NearestRelative[] of(
            List<RankedNetwork> networks,
            int count,
            IntFunction<RankedNetwork> others,
            int most,
            RandomStream stream,
            Workers workers) {
        NearestRelative[] results = new NearestRelative[networks.size()];
        int[] open = IntStream.range(0, results.length)
                .filter(i -> networks.get(i) != null)
                .toArray();
        double stop = 0.1;
        long drawn = FIRST_STAGE;
        while (open.length > 0) {
            Search[] searches = new Search[open.length];
            int own = (int) Math.min(drawn, most);
            int[] asked = open;
            workers.run(
                    searches.length,
                    i -> searches[i] = new Search(
                            networks.get(asked[i]),
                            own,
                            most,
                            stream.split(asked[i]).split(own)));
            run(searches, count, others, workers);
            for (int i = 0; i < open.length; i++) {
                results[open[i]] = searches[i].result();
            }
            double limit = own == most ? -1 : stop;
            open = Arrays.stream(open)
                    .filter(i -> results[i] != null && !results[i].enumerated && results[i].pValue <= limit)
                    .toArray();
            stop /= 10;
            drawn = 10 * drawn + 9;
        }
        return results;
    }

    private static void run(Search[] searches, int count, IntFunction<RankedNetwork> others, Workers workers) {
        int size = (int) Math.max(1, Math.min(CHUNK, CHUNK_WEIGHTS / searches[0].network.weights()));
        for (int from = 0; from < count; from += size) {
            int first = from;
            RankedNetwork[] chunk = new RankedNetwork[Math.min(size, count - from)];
            workers.run(chunk.length, i -> chunk[i] = others.apply(first + i));
            workers.run(searches.length, i -> searches[i].add(first, chunk));
        }
    }

    /** One network's largest statistics over the others so far. */
    private static final class Search {
        private final RankedNetwork network;
        private final boolean all;
        private final List<Relabelling> relabellings;
        private final double[] largest;
        private int place = -1;

        Search(RankedNetwork network, int drawn, int most, RandomStream stream) {
            this.network = network;
            Symmetries symmetries = network.symmetries();
            int enumerable = Math.min(most, MOST_ENUMERATED);
            all = symmetries.count(enumerable) <= enumerable;
            Stream<Relabelling> moved = all
                    ? LongStream.range(1, symmetries.count(enumerable)).mapToObj(symmetries::element)
                    : IntStream.rangeClosed(1, drawn).mapToObj(k -> symmetries.draw(stream.split(k)));
            relabellings =
                    Stream.concat(Stream.of(symmetries.element(0)), moved).toList();
            largest = new double[relabellings.size()];
        }

        void add(int first, RankedNetwork... chunk) {
            List<RankedNetwork> alike = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < chunk.length; i++) {
                if (chunk[i] != null && RankedNetwork.areAlike(network, chunk[i])) {
                    alike.add(chunk[i]);
                    places.add(first + i);
                }
            }
            double[][] statistics = Ancestry.statistics(network, alike, relabellings);
            for (int i = 0; i < statistics.length; i++) {
                place = place < 0 || statistics[i][0] > largest[0] ? places.get(i) : place;
                for (int k = 0; k < largest.length; k++) {
                    largest[k] = Math.max(largest[k], statistics[i][k]);
                }
            }
        }

        NearestRelative result() {
            return place < 0
                    ? null
                    : new NearestRelative(place, Ancestry.share(largest, largest[0]), 1.0 / largest.length, all);
        }
    }
}
