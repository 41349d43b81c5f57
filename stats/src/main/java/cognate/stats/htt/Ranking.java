package cognate.stats.htt;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The gallery's conditions in the order of their closeness to every query.
 *
 * @param ranked [queries][gallery], nearest first
 * @param conditions number of conditions
 */
record Ranking(int[][] ranked, int conditions) {
    /** Ranks by the cosine of the logits [n, classes]; equal ones keep the gallery's order. */
    static Ranking of(double[] logits, int classes, Design networks, int[] queries, int[] gallery) {
        double[] cosine = new double[gallery.length];
        int[][] ranked = new int[queries.length][];
        for (int q = 0; q < queries.length; q++) {
            for (int g = 0; g < gallery.length; g++) {
                cosine[g] = dot(logits, queries[q], gallery[g], classes)
                        / StrictMath.max(
                                Double.MIN_NORMAL, StrictMath.sqrt(dot(logits, gallery[g], gallery[g], classes)));
            }
            ranked[q] = IntStream.range(0, gallery.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(g -> -cosine[g]))
                    .mapToInt(g -> networks.condition(gallery[g]))
                    .toArray();
        }
        return new Ranking(ranked, networks.conditions().size());
    }

    private static double dot(double[] logits, int a, int b, int classes) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += logits[a * classes + c] * logits[b * classes + c];
        }
        return sum;
    }

    /** For each query and condition, 1 if the condition is among the nearest k, else 0. */
    double[][] hits(int k) {
        double[][] hits = new double[ranked.length][conditions];
        for (int q = 0; q < ranked.length; q++) {
            for (int place = 0; place < StrictMath.min(k, ranked[q].length); place++) {
                hits[q][ranked[q][place]] = 1;
            }
        }
        return hits;
    }

    /** For each query and condition, the mean over the condition's places of the share of it up to there. */
    double[][] precision() {
        double[][] precision = new double[ranked.length][conditions];
        for (int q = 0; q < ranked.length; q++) {
            int[] found = new int[conditions];
            for (int place = 0; place < ranked[q].length; place++) {
                int c = ranked[q][place];
                precision[q][c] += ++found[c] / (place + 1.0);
            }
            for (int c = 0; c < conditions; c++) {
                precision[q][c] /= found[c];
            }
        }
        return precision;
    }
}
