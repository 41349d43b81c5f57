package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Does what a head learned on some conditions tell networks of <em>unseen</em> conditions apart? ⌊trainFraction · conditions⌋
 * conditions train the head with all their networks. Of every other one a fifth of the networks (at least one) are
 * queries, the rest is the gallery, which is ranked for each query by the cosine of the head's logits.
 *
 * <pre>{@code
 * Retrieval found = Retrieval.test(networks, similarity, HttSettings.standard(), workers);
 * found.rank1().value();                          // beside .chance(), .pValue(), .interval()
 * found.meanAveragePrecision().value();
 * }</pre>
 *
 * @param unseen               the conditions that were held out
 * @param queries              networks that searched
 * @param gallery              networks that were searched
 * @param rank1                share of queries whose nearest network is of their condition
 * @param rank5                share with one of their condition among the nearest 5
 * @param rank10               share with one of their condition among the nearest 10
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

    /**
     * Splits the conditions, trains the head, and ranks.
     *
     * @param similarity [n, n], as {@link Htt#test} takes it
     * @throws IllegalArgumentException if there are fewer than 2 conditions on either side, or an unseen one has fewer
     *                                  than 2 networks
     */
    public static Retrieval test(Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        Similarity checked = Similarity.of(similarity, networks);
        RandomStream stream = RandomStream.of(settings.splitSeed()).split("retrieval");
        int all = networks.conditions().size();
        int seen = Split.floorShare(settings.trainFraction(), all);
        if (seen < 2 || all - seen < 2) {
            throw new IllegalArgumentException("retrieval: at least 2 conditions for training and 2 unseen, found "
                    + seen + " and " + (all - seen) + " at train fraction " + settings.trainFraction());
        }
        int[] order = stream.split("conditions").permutation(all);
        boolean[] trains = new boolean[all];
        for (int i = 0; i < seen; i++) {
            trains[order[i]] = true;
        }
        int[] training = IntStream.range(0, networks.size())
                .filter(i -> trains[networks.condition(i)])
                .toArray();
        int[] rest = IntStream.range(0, networks.size())
                .filter(i -> !trains[networks.condition(i)])
                .toArray();
        Networks known = networks.only(training);
        Networks unseen = networks.only(rest);
        Split split = Split.unchecked(unseen, GALLERY_SHARE, stream.split("queries"));
        int[] gallery = split.training();
        int[] queries = split.heldOut();
        check(unseen, gallery, queries);

        Head head = Head.train(
                checked.select(training, training),
                known.conditionsOf(IntStream.range(0, training.length).toArray()),
                seen,
                workers);
        Ranking ranking = Ranking.of(head.logits(checked.select(rest, training)), seen, unseen, queries, gallery);
        int[] labels = unseen.conditionsOf(queries);
        Blocks blocks = Blocks.of(unseen.blocksOf(queries));
        return new Retrieval(
                unseen.conditions(),
                queries.length,
                gallery.length,
                RetrievalScore.of(ranking.hits(1), labels, blocks, settings, stream.split("rank 1"), workers),
                RetrievalScore.of(ranking.hits(5), labels, blocks, settings, stream.split("rank 5"), workers),
                RetrievalScore.of(ranking.hits(10), labels, blocks, settings, stream.split("rank 10"), workers),
                RetrievalScore.of(ranking.precision(), labels, blocks, settings, stream.split("precision"), workers));
    }

    private static void check(Networks unseen, int[] gallery, int[] queries) {
        for (int c = 0; c < unseen.conditions().size(); c++) {
            int condition = c;
            long searched = IntStream.of(gallery)
                    .filter(i -> unseen.condition(i) == condition)
                    .count();
            long searching = IntStream.of(queries)
                    .filter(i -> unseen.condition(i) == condition)
                    .count();
            if (searched < 1 || searching < 1) {
                throw new IllegalArgumentException("retrieval: condition "
                        + unseen.conditions().get(c) + " needs at least 1 query and 1 network in the gallery, found "
                        + searching + " and " + searched);
            }
        }
    }
}
