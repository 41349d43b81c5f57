package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;

import cognate.engine.kernel.map.Reduce;
import jdk.incubator.vector.FloatVector;

/** The sums of a convolution's weight and bias gradients, one vector of sixteen a weight, tile by tile. */
final class ConvolutionWeights {
    private static final int LANES = ImageLanes.COUNT;
    private static final int TAPS = ConvolutionWeightTile.TAPS;
    /** Positions whose gradients by a tile's filters stay in the first cache. */
    private static final int BAND = 128;

    private final Im2col columns;
    private final int filters;
    /** Filters of a tile. */
    private final int width;

    private final int tapGroups;
    /** Of each output position, in the order [row, column], its distance from position 0 in the copy. */
    private final int[] positions;

    ConvolutionWeights(Im2col columns, int filters) {
        this.columns = columns;
        this.filters = filters;
        width = ConvolutionWeightTile.width(filters);
        tapGroups = (columns.taps.length + TAPS - 1) / TAPS;
        positions = new int[columns.rows * columns.columns];
        for (int p = 0; p < positions.length; p++) {
            positions[p] = columns.position(p / columns.columns, p % columns.columns);
        }
    }

    /** Floats of the sums: the weights', then the biases'. */
    int size() {
        return biases() + filters * LANES;
    }

    private int biases() {
        return (filters + width - 1) / width * width * tapGroups * TAPS * LANES;
    }

    /** Floats of a block's gradients by outputs, [filters, positions, 16], with room for whole tiles. */
    int gradients() {
        return (filters + width - 1) / width * width * positions.length * LANES;
    }

    /**
     * Makes a block's sums of products.
     *
     * @param copy pixels as {@link Im2col} lays them
     * @param dy {@link #gradients}
     */
    void makeWeights(float[] sums, int sumsAt, float[] copy, float[] dy) {
        int bands = (positions.length + BAND - 1) / BAND;
        for (int band = 0; band < bands; band++) {
            int from = (int) ((long) positions.length * band / bands);
            int to = (int) ((long) positions.length * (band + 1) / bands);
            int at = sumsAt;
            for (int f = 0; f < filters; f += width) {
                for (int tap = 0; tap < columns.taps.length; tap += TAPS, at += width * TAPS * LANES) {
                    tiles(f, tap, from, to, copy, dy, sums, at);
                }
            }
        }
    }

    private void tiles(int f, int tap, int from, int to, float[] copy, float[] dy, float[] sums, int at) {
        int[] taps = columns.taps;
        int dyRow = positions.length * LANES;
        for (int lane = 0; lane < LANES; lane += COUNT) {
            int dyAt = f * dyRow + lane;
            if (width == 4) {
                ConvolutionWeightTile.four(
                        taps, tap, lane, positions, from, to, copy, dy, dyAt, dyRow, sums, at + lane);
            } else {
                ConvolutionWeightTile.three(
                        taps, tap, lane, positions, from, to, copy, dy, dyAt, dyRow, sums, at + lane);
            }
        }
    }

    /** Makes a block's sums of gradients. */
    void makeBiases(float[] sums, int sumsAt, float[] dy) {
        for (int f = 0; f < filters; f++) {
            for (int lane = 0; lane < LANES; lane += COUNT) {
                int at = sumsAt + biases() + f * LANES + lane;
                FloatVector sum = FloatVector.zero(FLOAT);
                int from = f * positions.length * LANES + lane;
                for (int p = 0; p < positions.length; p++) {
                    sum = sum.add(FloatVector.fromArray(FLOAT, dy, from + p * LANES));
                }
                sum.intoArray(sums, at);
            }
        }
    }

    /** Adds the sums from {@code sums[0]} on, folded, to the gradient [filters, taps]. */
    void addWeightsTo(float[] dw, int dwAt, float[] sums) {
        for (int f = 0; f < filters; f++) {
            for (int t = 0; t < columns.taps.length; t++) {
                int tile = f / width * tapGroups + t / TAPS;
                int at = (tile * width + f % width) * TAPS + t % TAPS;
                dw[dwAt + f * columns.taps.length + t] += Reduce.fold(sums, at * LANES);
            }
        }
    }

    /** Adds the sums from {@code sums[0]} on, folded, to the gradient [filters]. */
    void addBiasesTo(float[] db, int dbAt, float[] sums) {
        for (int f = 0; f < filters; f++) {
            db[dbAt + f] += Reduce.fold(sums, biases() + f * LANES);
        }
    }
}
