package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    /** Measured in NumPy on normal noise: 0.191, 0.437, 0.870; and means of 500 draws for the small ones. */
    @Test
    void meanCorrelationIsThatOfNoise() {
        assertEquals(0.191, Baselines.meanCorrelation(500, 500, 10000), 0.001);
        assertEquals(0.437, Baselines.meanCorrelation(500, 500, 2000), 0.002);
        assertEquals(0.870, Baselines.meanCorrelation(500, 500, 600), 0.002);
        assertEquals(0.295, Baselines.meanCorrelation(20, 10, 200), 0.005);
        assertEquals(0.310, Baselines.meanCorrelation(5, 7, 60), 0.005);
        assertEquals(1, Baselines.meanCorrelation(5, 70, 60));
    }

    /** Each formula against the mean over shuffled pairings. */
    @Test
    void formulasAreMeansOverPairings() {
        Representation y = Reference.y();
        double cka = 0;
        double square = 0;
        double gulp = 0;
        int rounds = 300;
        for (int round = 0; round < rounds; round++) {
            Representation x = Baselines.shuffled(Reference.x(), round);
            cka += Cka.linear(x, y) / rounds;
            Cca cca = Cca.of(SharedBasis.of(x, y));
            square += cca.rSquared() / rounds;
            gulp += Gulp.of(cca) / rounds;
        }
        assertEquals(Baselines.linearAlignment(Reference.x(), y), cka, 0.005);
        assertEquals(Baselines.rSquared(5, 7, 60), square, 0.005);
        assertEquals(Gulp.chance(SharedBasis.of(Reference.x(), y)), gulp, 0.05);
        assertEquals(5 / 59.0, Baselines.regression(5, 60));
    }

    /** Wherever rows can be shuffled and a mean is given, it is that of shuffled rows. */
    @Test
    void meansByChanceAreThoseOfShuffledRows() {
        Pair pair = Pair.of(Reference.X, Reference.Y);
        RandomStream random = RandomStream.of(7);
        for (Measure measure : Measures.all()) {
            Score score = measure.prepare(pair, Workers.single());
            if (!score.permutes() || Double.isNaN(score.chance())) {
                continue;
            }
            double sum = 0;
            for (int round = 0; round < 300; round++) {
                sum += score.permuted(random.permutation(60)) / 300;
            }
            assertEquals(score.chance(), sum, 0.02 * Math.max(1, score.value()), measure.name());
        }
    }
}
