package cognate.stats.htt;

/**
 * How a contrast x - y moves when a block is left out, l = the contrast minus the contrast without the block (Efron,
 * Stein 1981): sums over blocks of f l², f = (n - 1)/n with n the number of blocks of the smallest condition that the
 * block stands in.
 *
 * @param ofX of x alone
 * @param ofY of y alone
 * @param ofBoth of the products of both
 * @param variance of x - y
 * @param skewness Σ l³ / (Σ l²)^1.5 of x - y; 0 where nothing moves
 */
record Jackknife(double ofX, double ofY, double ofBoth, double variance, double skewness) {
    /** Below this, blocks differ by rounding only. */
    private static final double NOTHING = 1e-14;

    static Jackknife of(CountedPairs pairs, Contrast contrast) {
        int k = pairs.conditions();
        double x = Contrast.value(contrast.x(), k, pairs::mean);
        double y = Contrast.value(contrast.y(), k, pairs::mean);
        double ofX = 0;
        double ofY = 0;
        double ofBoth = 0;
        double variance = 0;
        double squares = 0;
        double cubes = 0;
        for (int block = 0; block < pairs.blocks(); block++) {
            int without = block;
            Contrast.Cells rest = (p, q) -> pairs.meanWithout(without, p, q);
            double lx = x - Contrast.value(contrast.x(), k, rest);
            double ly = y - Contrast.value(contrast.y(), k, rest);
            double l = lx - ly;
            double n = smallest(pairs, block);
            double f = (n - 1) / n;
            ofX += f * lx * lx;
            ofY += f * ly * ly;
            ofBoth += f * lx * ly;
            variance += f * l * l;
            squares += l * l;
            cubes += l * l * l;
        }
        double skewness = squares > NOTHING ? cubes / (squares * StrictMath.sqrt(squares)) : 0;
        return new Jackknife(ofX, ofY, ofBoth, variance, skewness);
    }

    private static int smallest(CountedPairs pairs, int block) {
        int size = Integer.MAX_VALUE;
        for (int i : pairs.members(block)) {
            size = StrictMath.min(size, pairs.blocksOf(pairs.condition(i)));
        }
        return size;
    }

    /** The correlation of x and y. */
    double correlation() {
        double product = ofX * ofY;
        return product > 0 ? ofBoth / StrictMath.sqrt(product) : 0;
    }

    /** By what the deviations of x and y grow if the variance of x - y is the larger one of this and a floor. */
    double growth(double floored) {
        return variance > NOTHING ? StrictMath.sqrt(floored / variance) : 1;
    }
}
