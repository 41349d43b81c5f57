package cognate.engine.random;

import java.nio.charset.StandardCharsets;

/**
 * A reproducible stream of random numbers (SplitMix64: Steele, Lea, Flood 2014). Every purpose has a stream of its own,
 * split off by name, so that what one draws never shifts another. Equal seed and names give equal numbers on every JDK.
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    private RandomStream(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    public static RandomStream of(long seed) {
        return new RandomStream(mix(seed + GOLDEN));
    }

    /** The stream of this name, independent of what was drawn here before. */
    public RandomStream split(String name) {
        long hash = 0xCBF29CE484222325L; // FNV-1a
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return new RandomStream(mix(seed ^ mix(hash)));
    }

    /** The stream of this number, independent of what was drawn here before. */
    public RandomStream split(long number) {
        return new RandomStream(mix(seed ^ mix(number * GOLDEN + 0x632BE59BD9B4E019L)));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        return mix(state += GOLDEN);
    }

    /** Uniform in {@code 0 … bound - 1}, without bias. */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nextInt: a positive bound, found " + bound);
        }
        // Lemire 2019: multiply a 32-bit draw, reject the few low products that would favour some values
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            long reject = (1L << 32) % bound;
            while ((product & 0xFFFFFFFFL) < reject) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /** Uniform in [0, 1), 24 bits. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Standard normal, by the Box–Muller transform on two fresh draws. */
    public double nextGaussian() {
        double u = 1 - nextDouble(); // in (0, 1], so the logarithm is finite
        double v = nextDouble();
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    /** A uniformly drawn permutation of {@code 0 … n - 1}. */
    public int[] permutation(int n) {
        int[] result = new int[n];
        for (int i = 0; i < n; i++) {
            result[i] = i;
        }
        shuffle(result);
        return result;
    }

    /** Permutes in place, uniformly (Fisher–Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
