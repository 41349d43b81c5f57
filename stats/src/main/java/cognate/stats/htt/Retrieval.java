package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Does what a head learned on some conditions tell networks of <em>unseen</em> conditions apart? ⌊trainFraction ·
 * conditions⌋ conditions train the head with all their networks. Of every other one a fifth of the networks (at least
 * one) are queries, the rest is the gallery, which is ranked for each query by the cosine of the head's logits or
 * embeddings.
 *
 * <pre>{@code
 * Retrieval found = Retrieval.test(design, similarity, HttSettings.standard(), workers);
 * found.rank1().value();                          // beside .chance(), .pValue(), .interval()
 * found.meanAveragePrecision().value();
 * }</pre>
 *
 * @param unseen the conditions that were held out
 * @param queries networks that searched
 * @param gallery networks that were searched
 * @param rank1 share of queries whose nearest network is of their condition
 * @param rank5 share with one of their condition among the nearest 5
 * @param rank10 share with one of their condition among the nearest 10
 * @param meanAveragePrecision mean over queries of the precision at the places of their condition's networks
 */
public record Retrieval(
        List<String> unseen,
        int queries,
        int gallery,
        RetrievalScore rank1,
        RetrievalScore rank5,
        RetrievalScore rank10,
        RetrievalScore meanAveragePrecision) {
    private static final double GALLERY_SHARE = 0.8;

    /** The four figures by name, in order. */
    public Map<String, RetrievalScore> scores() {
        Map<String, RetrievalScore> scores = new LinkedHashMap<>();
        scores.put("rank1", rank1);
        scores.put("rank5", rank5);
        scores.put("rank10", rank10);
        scores.put("meanAveragePrecision", meanAveragePrecision);
        return scores;
    }

    /**
     * Splits the conditions, trains the head, and ranks.
     *
     * @param similarity [n, n], as {@link Htt#test} takes it
     * @throws IllegalArgumentException if there are fewer than 2 conditions on either side, or an unseen one has fewer
     *     than 2 blocks
     */
    public static Retrieval test(Design networks, double[][] similarity, HttSettings settings, Workers workers) {
        Similarity checked = Similarity.of(similarity, networks);
        RandomStream stream = RandomStream.of(settings.splitSeed()).split("retrieval");
        boolean[] trains = seen(networks, settings.trainFraction(), stream.split("conditions"));
        int[] training = IntStream.range(0, networks.size())
                .filter(i -> trains[networks.condition(i)])
                .toArray();
        int[] rest = IntStream.range(0, networks.size())
                .filter(i -> !trains[networks.condition(i)])
                .toArray();
        Design known = networks.only(training);
        Design unseen = networks.only(rest);
        Split split = unseen.split(GALLERY_SHARE, stream.split("queries"));
        int[] gallery = split.training();
        int[] queries = split.heldOut();
        int classes = known.conditions().size();
        Head head = settings.head()
                .train(checked.select(training, training), known.labels(), classes, stream.split("head"), workers);
        double[] vectors = head.represent(checked.select(rest, training));
        Ranking ranking = Ranking.of(vectors, head.width(), unseen, queries, gallery);
        Design searching = unseen.only(queries);
        return new Retrieval(
                unseen.conditions(),
                queries.length,
                gallery.length,
                RetrievalScore.of(ranking.hits(1), searching, settings, stream.split("rank 1"), workers),
                RetrievalScore.of(ranking.hits(5), searching, settings, stream.split("rank 5"), workers),
                RetrievalScore.of(ranking.hits(10), searching, settings, stream.split("rank 10"), workers),
                RetrievalScore.of(ranking.precision(), searching, settings, stream.split("precision"), workers));
    }

    /**
     * Draws the conditions for training. Those that stand in one block go together: a head that has seen a network must
     * not search for one that shares its randomness.
     */
    private static boolean[] seen(Design networks, double trainFraction, RandomStream stream) {
        int all = networks.conditions().size();
        int most = Split.floorShare(trainFraction, all);
        int[] family = families(networks);
        boolean[] trains = new boolean[all];
        int seen = 0;
        for (int c : stream.permutation(all)) {
            long size = IntStream.of(family).filter(f -> f == family[c]).count();
            if (!trains[c] && seen + size <= most) {
                IntStream.range(0, all)
                        .filter(other -> family[other] == family[c])
                        .forEach(other -> trains[other] = true);
                seen += (int) size;
            }
        }
        if (seen < 2 || all - seen < 2) {
            throw new IllegalArgumentException("retrieval: at least 2 conditions for training and 2 unseen, found "
                    + seen + " and " + (all - seen) + " at train fraction " + trainFraction
                    + " (conditions whose networks share seeds go together)");
        }
        return trains;
    }

    /** The number of the conditions that each is connected with by blocks. */
    private static int[] families(Design networks) {
        int[] family = IntStream.range(0, networks.conditions().size()).toArray();
        int[] first = new int[networks.blocks()];
        Arrays.fill(first, -1);
        for (int i = 0; i < networks.size(); i++) {
            int block = networks.block(i);
            first[block] = first[block] < 0 ? networks.condition(i) : first[block];
            int from = family[networks.condition(i)];
            int to = family[first[block]];
            Arrays.setAll(family, c -> family[c] == from ? to : family[c]);
        }
        return family;
    }
}
