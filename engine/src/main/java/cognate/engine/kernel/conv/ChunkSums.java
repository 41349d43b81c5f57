package cognate.engine.kernel.conv;

import cognate.engine.kernel.map.Gates;
import cognate.engine.parallel.Workers;

/**
 * Adds up the sums of numbered chunks as a tree: chunk i + s is added to chunk i for s = 1, 2, 4, … and i = 0, 2s, 4s,
 * …. The chunks come in waves of a power of two, of which a binary counter keeps few: at most wave + log₂(chunks /
 * wave) + 1 are held at once, for the same tree.
 */
final class ChunkSums {
    /** Floats from which on it is worth to add them by several threads. */
    private static final int WORTH_A_PART = 1 << 16;

    private final Workers workers;
    private final float[] array;
    /** Floats of a chunk. */
    private final int floats;

    private final int wave;
    private final boolean single;
    /** Waves that have ended. */
    private int waves;

    /** For so many chunks, in an array of {@code slots(chunks, wave) * floats}. */
    ChunkSums(Workers workers, float[] array, int floats, int chunks, int wave) {
        this.workers = workers;
        this.array = array;
        this.floats = floats;
        this.wave = wave;
        single = chunks <= wave;
    }

    /** Sums that are held at once. */
    static int slots(int chunks, int wave) {
        int waves = (chunks - 1) / wave + 1;
        return waves == 1 ? chunks : wave + Integer.SIZE - Integer.numberOfLeadingZeros(waves);
    }

    /** Where the sums of the wave's chunk {@code i} are. */
    int at(int i) {
        return i * floats;
    }

    /** Adds up a wave of which so many chunks were made. */
    void end(int count) {
        for (int step = 1; step < count; step *= 2) {
            for (int i = 0; i + step < count; i += 2 * step) {
                add(i, i + step);
            }
        }
        if (single) {
            return;
        }
        int result = 0;
        int level = wave;
        for (int full = waves; (full & 1) != 0; full >>= 1, level++) {
            add(level, result);
            result = level;
        }
        System.arraycopy(array, at(result), array, at(level), floats);
        waves++;
    }

    /** Where the sums of all chunks are, after the last wave. */
    int total() {
        if (single) {
            return 0;
        }
        int result = -1;
        int level = wave;
        for (int rest = waves; rest != 0; rest >>= 1, level++) {
            if ((rest & 1) != 0) {
                if (result >= 0) {
                    add(level, result);
                }
                result = level;
            }
        }
        return at(result);
    }

    private void add(int to, int from) {
        int parts = Math.min(workers.threads(), floats / WORTH_A_PART);
        if (parts <= 1) {
            Gates.add(array, at(to), array, at(from), floats);
            return;
        }
        workers.run(parts, part -> {
            int first = (int) ((long) floats * part / parts);
            int last = (int) ((long) floats * (part + 1) / parts);
            Gates.add(array, at(to) + first, array, at(from) + first, last - first);
        });
    }
}
