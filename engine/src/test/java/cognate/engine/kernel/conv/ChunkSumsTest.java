package cognate.engine.kernel.conv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class ChunkSumsTest {
    private static final int FLOATS = 3;

    /** Chunk i + s is added to chunk i for s = 1, 2, 4, …. */
    private static float[] tree(float[][] chunks) {
        float[][] sums = new float[chunks.length][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = chunks[i].clone();
        }
        for (int step = 1; step < sums.length; step *= 2) {
            for (int i = 0; i + step < sums.length; i += 2 * step) {
                for (int j = 0; j < FLOATS; j++) {
                    sums[i][j] += sums[i + step][j];
                }
            }
        }
        return sums[0];
    }

    @Test
    void everyWaveGivesTheSameTree() {
        RandomStream random = RandomStream.of(1);
        for (int chunks = 1; chunks < 70; chunks++) {
            float[][] values = new float[chunks][FLOATS];
            for (float[] chunk : values) {
                for (int j = 0; j < FLOATS; j++) {
                    chunk[j] = (float) random.nextGaussian();
                }
            }
            float[] expected = tree(values);
            for (int wave = 1; wave <= 128; wave *= 2) {
                float[] array = new float[ChunkSums.slots(chunks, wave) * FLOATS];
                ChunkSums sums = new ChunkSums(Workers.single(), array, FLOATS, chunks, wave);
                for (int first = 0; first < chunks; first += wave) {
                    int count = Math.min(wave, chunks - first);
                    for (int i = 0; i < count; i++) {
                        System.arraycopy(values[first + i], 0, array, sums.at(i), FLOATS);
                    }
                    sums.end(count);
                }
                int total = sums.total();
                for (int j = 0; j < FLOATS; j++) {
                    assertEquals(expected[j], array[total + j], 0f, chunks + " chunks, waves of " + wave);
                }
            }
        }
    }

    @Test
    void fewSumsAreHeld() {
        assertEquals(5, ChunkSums.slots(5, 8));
        for (int chunks = 2; chunks < 5000; chunks++) {
            assertTrue(ChunkSums.slots(chunks, 1) <= 2 + Math.log(chunks) / Math.log(2), "" + chunks);
        }
    }
}
