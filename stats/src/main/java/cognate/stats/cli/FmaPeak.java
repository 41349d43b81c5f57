package cognate.stats.cli;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The machine's limit: how many fused multiply-adds one thread does when nothing is loaded or stored. */
final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** More chains than latency times ports of any processor, fewer than the registers of AVX2. */
    private static final int CHAINS = 12;

    private static final int STEPS = 20_000;

    private FmaPeak() {}

    /** Floats in one vector. */
    static int lanes() {
        return SPECIES.length();
    }

    /** Operations a second, two for a multiply-add: the best of the runs that fit into {@code seconds}. */
    static double measure(double seconds) {
        double operations = 2.0 * STEPS * CHAINS * SPECIES.length();
        float[] chains = new float[CHAINS * SPECIES.length()];
        return operations / best(seconds, () -> run(chains));
    }

    /** Seconds that {@code work} takes: the least of the runs that fit into {@code seconds}. */
    static double best(double seconds, Runnable work) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long least = Long.MAX_VALUE;
        for (long begin = System.nanoTime(); begin < end; ) {
            work.run();
            long now = System.nanoTime();
            least = Math.min(least, now - begin);
            begin = now;
        }
        return least * 1e-9;
    }

    private static void run(float[] chains) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        int lanes = SPECIES.length();
        FloatVector a = FloatVector.fromArray(SPECIES, chains, 0);
        FloatVector b = FloatVector.fromArray(SPECIES, chains, 1 * lanes);
        FloatVector c = FloatVector.fromArray(SPECIES, chains, 2 * lanes);
        FloatVector d = FloatVector.fromArray(SPECIES, chains, 3 * lanes);
        FloatVector e = FloatVector.fromArray(SPECIES, chains, 4 * lanes);
        FloatVector f = FloatVector.fromArray(SPECIES, chains, 5 * lanes);
        FloatVector g = FloatVector.fromArray(SPECIES, chains, 6 * lanes);
        FloatVector h = FloatVector.fromArray(SPECIES, chains, 7 * lanes);
        FloatVector i = FloatVector.fromArray(SPECIES, chains, 8 * lanes);
        FloatVector j = FloatVector.fromArray(SPECIES, chains, 9 * lanes);
        FloatVector k = FloatVector.fromArray(SPECIES, chains, 10 * lanes);
        FloatVector l = FloatVector.fromArray(SPECIES, chains, 11 * lanes);
        for (int step = 0; step < STEPS; step++) {
            a = a.fma(x, x);
            b = b.fma(x, x);
            c = c.fma(x, x);
            d = d.fma(x, x);
            e = e.fma(x, x);
            f = f.fma(x, x);
            g = g.fma(x, x);
            h = h.fma(x, x);
            i = i.fma(x, x);
            j = j.fma(x, x);
            k = k.fma(x, x);
            l = l.fma(x, x);
        }
        a.intoArray(chains, 0);
        b.intoArray(chains, 1 * lanes);
        c.intoArray(chains, 2 * lanes);
        d.intoArray(chains, 3 * lanes);
        e.intoArray(chains, 4 * lanes);
        f.intoArray(chains, 5 * lanes);
        g.intoArray(chains, 6 * lanes);
        h.intoArray(chains, 7 * lanes);
        i.intoArray(chains, 8 * lanes);
        j.intoArray(chains, 9 * lanes);
        k.intoArray(chains, 10 * lanes);
        l.intoArray(chains, 11 * lanes);
    }
}
