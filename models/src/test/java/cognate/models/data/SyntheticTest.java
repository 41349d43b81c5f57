package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticTest {
    private static int[] bits(Dataset data) {
        int width = data.inputShape().size();
        float[] all = new float[data.size() * width];
        for (int i = 0; i < data.size(); i++) {
            data.input(i, all, i * width);
        }
        int[] bits = new int[all.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(all[i]));
        return bits;
    }

    private static double accuracyOfNearestNeighbour(Split split) {
        int width = split.train().inputShape().size();
        float[] a = new float[width];
        float[] b = new float[width];
        int correct = 0;
        for (int i = 0; i < 200; i++) {
            split.test().input(i, a, 0);
            double best = Double.MAX_VALUE;
            int label = -1;
            for (int j = 0; j < split.train().size(); j++) {
                split.train().input(j, b, 0);
                double distance = 0;
                for (int k = 0; k < width; k++) {
                    distance += (a[k] - b[k]) * (a[k] - b[k]);
                }
                if (distance < best) {
                    best = distance;
                    label = split.train().label(j);
                }
            }
            correct += label == split.test().label(i) ? 1 : 0;
        }
        return correct / 200.0;
    }

    @ParameterizedTest
    @CsvSource({
        "blobs, 10, 0.9, 1",
        "spirals, 4, 0.9, 1",
        "xor, 2, 0.9, 1",
        "noise, 10, 0, 0.2",
        "glyphs, 10, 0.9, 1",
    })
    void isAsHardAsItSays(String name, int classes, double atLeast, double atMost) {
        Split split = Synthetic.make(name);
        assertEquals(classes, split.train().classes());
        assertEquals(400 * classes, split.train().size());
        assertEquals(100 * classes, split.test().size());
        double accuracy = accuracyOfNearestNeighbour(split);
        assertTrue(accuracy >= atLeast && accuracy <= atMost, name + " " + accuracy);
        for (int count : RealData.counts(split.train())) {
            assertEquals(400, count);
        }
    }

    @Test
    void isTheSameEveryTimeAndEverywhere() {
        int[] hashes = Synthetic.NAMES.stream()
                .mapToInt(name -> Arrays.hashCode(bits(Synthetic.make(name).train())))
                .toArray();
        assertArrayEquals(new int[] {338726791, 168172047, 698816409, -956574749, 700736905}, hashes);
        assertNotEquals(
                Arrays.hashCode(bits(Synthetic.make("xor").train())),
                Arrays.hashCode(bits(Synthetic.make("xor").test())));
    }

    @Test
    void hasImages() {
        assertEquals(Shape.of(1, 12, 12), Synthetic.make("glyphs").train().inputShape());
        assertEquals(
                "synthetic: expected one of blobs, spirals, xor, noise, glyphs, found moons",
                assertThrows(IllegalArgumentException.class, () -> Synthetic.make("moons"))
                        .getMessage());
    }
}
