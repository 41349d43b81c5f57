package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;

/**
 * The sizes of tiles and blocks, each with the registers or the cache it is for, and the sizes of a product from which
 * a copy pays; measured, but for those that the registers dictate.
 */
final class GemmBlocking {
    /** Rows of a tile. */
    static final int MR = 8;
    /** Columns of the widest tile, MR × NR accumulators: two vectors where there are 32 registers. */
    static final int NR = Lanes.COUNT >= 16 ? 2 * Lanes.COUNT : Lanes.COUNT;

    /** Depth of a block, at most: a panel of B, KC × NR, for the first cache; from 256 to 512 all are alike. */
    static final int KC = 400;
    /** Rows of a block, a multiple of MR: a block of A, MC × KC, takes half of the second cache. */
    static final int MC = 344;
    /**
     * Distance of a copied block's rows: a constant, so that a tile reads all of them with one offset, and no power of
     * two, which would put the rows into few sets of the first cache.
     */
    static final int PITCH = KC + 16;
    /** Rows that are written at once where rows become columns, so that their lines stay in the first cache. */
    static final int FEW = 16;

    /** Rows of C that are computed transposed at once. */
    static final int TRANSPOSED_ROWS = 128;
    /** Columns of C that are computed transposed at once, a multiple of MR: as rows they stay in the second cache. */
    static final int TRANSPOSED_COLUMNS = 128;
    /** Elements of a transposed A, at most. */
    private static final int TRANSPOSED_A = 1 << 19;
    /** Elements of B from which on its packing is worth a kernel that reads it in place, and that one's compilation. */
    private static final int TRANSPOSED_B = 1 << 16;

    /** Multiply-adds below which another thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 1 << 19;
    /** Rows of C, and depths, up to which A and B are read in place. */
    private static final int IN_PLACE_ROWS = 256;

    private static final int IN_PLACE_DEPTH = 400;
    /** Columns of C from which on a packed block of an A whose rows are neighbours pays for its packing. */
    private static final int WORTH_PACKING_A = 256;
    /** Elements of B that the second cache holds: from there on, rows far apart cost more than packing them. */
    private static final int WORTH_PACKING_B = 1 << 17;

    private GemmBlocking() {}

    /** Columns of the narrowest tile that has at least {@code columns}, at most NR. */
    static int width(int columns) {
        return columns <= Lanes.COUNT ? Lanes.COUNT : NR;
    }

    /** Rows of the tiles that hold m rows. */
    static int wholeRows(int m) {
        return (m + MR - 1) / MR * MR;
    }

    /** Depth of the blocks of a product: at most KC, and nearly the same for all of them. */
    static int depth(int k) {
        int blocks = Math.max(1, (k + KC - 1) / KC);
        return Math.max(1, (k + blocks - 1) / blocks);
    }

    /** Distance of the columns of a transposed block of m rows: whole tiles, and an odd number of cache lines. */
    static int columnPitch(int m) {
        return (m + 31) / 32 * 32 + 16;
    }

    /** Threads that are worth their start. */
    static int parts(int threads, int m, int n, int k) {
        return (int) Math.min(threads, (long) m * n * k / WORTH_A_THREAD);
    }

    /** Whether B, whose columns are neighbours, is large enough and read often enough to be packed. */
    static boolean worthPackingB(int m, int n, int k) {
        return m >= 32 && (long) k * n >= WORTH_PACKING_B;
    }

    /** Whether A, whose rows are neighbours, is better packed than read in place. */
    static boolean worthPackingA(int m, int n) {
        return m % MR != 0 || m > MR && n >= WORTH_PACKING_A;
    }

    /** Whether there is a tile, and few enough rows to read A and the last columns of B in place. */
    static boolean inPlaceRows(int m, int n) {
        return m >= MR && m <= IN_PLACE_ROWS && n >= NR;
    }

    /** Whether all columns of B are read in place, too. */
    static boolean inPlaceColumns(int m, int n, int k) {
        return k <= IN_PLACE_DEPTH && !worthPackingB(m, n, k);
    }

    /** Whether transposing A and C copies less than packing B does. */
    static boolean worthTransposing(int m, int n, int k) {
        return (long) n * k >= TRANSPOSED_B
                && (long) m * (k + 2 * n) < (long) n * k
                && (long) Math.min(m, TRANSPOSED_ROWS) * k <= TRANSPOSED_A;
    }
}
