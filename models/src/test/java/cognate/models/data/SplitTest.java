package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    /** 50 of class 0, 4 of class 1, 2 of class 2, 1 of class 3. */
    private static Dataset data() {
        int[] labels = IntStream.range(0, 57)
                .map(i -> i < 50 ? 0 : i < 54 ? 1 : i < 56 ? 2 : 3)
                .toArray();
        float[] values = new float[57];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new FloatExamples("set", Shape.of(1), List.of("a", "b", "c", "d"), labels, values);
    }

    private static List<Integer> values(Dataset data) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            float[] target = new float[1];
            data.input(i, target, 0);
            values.add((int) target[0]);
        }
        return values;
    }

    @Test
    void takesTheFractionOfEveryClass() {
        Split split = Split.stratified(data(), 0.2);
        assertArrayEquals(new int[] {10, 1, 1, 0}, RealData.counts(split.test()));
        assertArrayEquals(new int[] {40, 3, 1, 1}, RealData.counts(split.train()));
        List<Integer> all = values(split.train());
        all.addAll(values(split.test()));
        Collections.sort(all);
        assertEquals(IntStream.range(0, 57).boxed().toList(), all);
        assertArrayEquals(
                new int[] {49, 3, 1, 0},
                RealData.counts(Split.stratified(data(), 0.99).test()));
    }

    @Test
    void isTheSameEveryTime() {
        assertEquals(
                values(Split.stratified(data(), 0.2).test()),
                values(Split.stratified(data(), 0.2).test()));
    }

    @Test
    void refusesOtherFractions() {
        for (double fraction : new double[] {0, 1, -1, Double.NaN}) {
            assertEquals(
                    "test fraction: expected a number between 0 and 1, found " + fraction,
                    assertThrows(IllegalArgumentException.class, () -> Split.stratified(data(), fraction))
                            .getMessage());
        }
    }

    /** As CIFAR-10 with the records of some classes only. */
    @Test
    void keepsTheClassesThatOccur() {
        List<String> names = List.of("a", "b", "c", "d");
        Dataset train = new FloatExamples("set", Shape.of(1), names, new int[] {3, 1}, new float[] {3, 1});
        Dataset test = new FloatExamples("set", Shape.of(1), names, new int[] {0}, new float[] {0});
        Split split = new Split(train, test).occurring();
        assertEquals(List.of("a", "b", "d"), split.test().classNames());
        assertEquals(2, split.train().label(0));
        assertEquals(1, split.train().subset(1).label(0));
        Split whole = new Split(train, train.subset(0)).occurring();
        assertEquals(List.of("b", "d"), whole.train().classNames());
        assertSame(split, split.occurring());
    }
}
