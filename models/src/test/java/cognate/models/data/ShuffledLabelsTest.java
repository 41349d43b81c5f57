package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShuffledLabelsTest {
    private final Dataset data = Synthetic.make("blobs").train();

    /** A shuffled label is still the right one in one of ten cases. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 1800", "1, 3600"})
    void changesTheFraction(double fraction, int changes) {
        Dataset shuffled = data.shuffleLabels(fraction, RandomStream.of(3));
        int changed = 0;
        for (int i = 0; i < data.size(); i++) {
            changed += shuffled.label(i) == data.label(i) ? 0 : 1;
        }
        assertEquals(changes, changed, 60);
        assertArrayEquals(RealData.counts(data), RealData.counts(shuffled));
    }

    @Test
    void dependsOnTheStreamAlone() {
        Dataset first = data.shuffleLabels(1, RandomStream.of(3));
        Dataset second = data.shuffleLabels(1, RandomStream.of(3));
        Dataset third = data.shuffleLabels(1, RandomStream.of(4));
        int equal = 0;
        int[] label = new int[1];
        for (int i = 0; i < data.size(); i++) {
            first.labels(i, label, 0);
            assertEquals(second.label(i), label[0]);
            equal += first.label(i) == third.label(i) ? 1 : 0;
        }
        assertEquals(400, equal, 80);
    }

    @Test
    void refusesOtherFractions() {
        for (double fraction : new double[] {-0.1, 1.1, Double.NaN}) {
            assertEquals(
                    "shuffled labels: expected a fraction from 0 to 1, found " + fraction,
                    assertThrows(IllegalArgumentException.class, () -> data.shuffleLabels(fraction, RandomStream.of(1)))
                            .getMessage());
        }
    }
}
