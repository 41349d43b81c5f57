package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void ranksByCosineAndScoresEveryCondition() {
        Design networks = Populations.networks(List.of("a", "b"), List.of(3, 3));
        double[] logits = {1, 0, 2, 1, 0, 3, 0, 1, 9, 1, 0, 0}; // network 5 has no direction: cosine 0
        Ranking ranking = Ranking.of(logits, 2, networks, new int[] {0, 3}, new int[] {1, 2, 4, 5});
        assertArrayEquals(new int[] {1, 0, 0, 1}, ranking.ranked()[0]);
        assertArrayEquals(new int[] {0, 0, 1, 1}, ranking.ranked()[1]);
        assertArrayEquals(new double[] {0, 1}, ranking.hits(1)[0]);
        assertArrayEquals(new double[] {1, 1}, ranking.hits(10)[1]);
        assertArrayEquals(new double[] {(1.0 / 2 + 2.0 / 3) / 2, (1 + 2.0 / 4) / 2}, ranking.precision()[0]);
        assertArrayEquals(new double[] {1, (1.0 / 3 + 2.0 / 4) / 2}, ranking.precision()[1]);
    }
}
