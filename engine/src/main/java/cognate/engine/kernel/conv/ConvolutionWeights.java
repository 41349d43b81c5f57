package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;

import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

/**
 * The sums of a convolution's weight and bias gradients over a block, one vector of sixteen a weight, tile by tile. The
 * sums of some filters, whole tiles of them, are those of the weights, then those of the biases.
 */
final class ConvolutionWeights {
    private static final int LANES = ImageLanes.COUNT;
    private static final int TAPS = ConvolutionWeightTile.TAPS;
    /** Positions whose gradients by a tile's filters stay in the first cache. */
    private static final int BAND = 128;

    private final int[] taps;
    private final int filters;
    /** Filters of a tile. */
    final int width;

    private final int tapGroups;
    /** Of each output position, in the order [row, column], its distance from position 0 in the copy. */
    private final int[] positions;

    ConvolutionWeights(PaddedCopy images) {
        TapGrid grid = images.grid;
        taps = images.taps;
        filters = grid.outputs();
        width = ConvolutionWeightTile.width(filters);
        tapGroups = (taps.length + TAPS - 1) / TAPS;
        positions = new int[grid.positions()];
        for (int p = 0; p < positions.length; p++) {
            positions[p] = images.position(p / grid.columns(), p % grid.columns());
        }
    }

    /** Floats of the sums of so many filters. */
    long size(int count) {
        return (weights(count) + count) * LANES;
    }

    private long weights(int count) {
        return (count + width - 1L) / width * width * tapGroups * TAPS;
    }

    private int biases(int count) {
        return (int) weights(count) * LANES;
    }

    /** Floats of a block's gradients by outputs, [filters, positions, 16], with room for whole tiles. */
    int gradients() {
        return (filters + width - 1) / width * width * positions.length * LANES;
    }

    /**
     * Makes a block's sums of products for the filters {@code first} … {@code last - 1}.
     *
     * @param pixels the images' {@link PaddedCopy}
     * @param dy {@link #gradients}
     */
    void makeWeights(float[] sums, int sumsAt, float[] pixels, float[] dy, int first, int last) {
        int bands = (positions.length + BAND - 1) / BAND;
        for (int band = 0; band < bands; band++) {
            int from = (int) ((long) positions.length * band / bands);
            int to = (int) ((long) positions.length * (band + 1) / bands);
            int at = sumsAt;
            for (int f = first; f < last; f += width) {
                for (int tap = 0; tap < taps.length; tap += TAPS, at += width * TAPS * LANES) {
                    tiles(f, tap, from, to, pixels, dy, sums, at);
                }
            }
        }
    }

    private void tiles(int f, int tap, int from, int to, float[] pixels, float[] dy, float[] sums, int at) {
        int dyRow = positions.length * LANES;
        for (int lane = 0; lane < LANES; lane += COUNT) {
            int dyAt = f * dyRow + lane;
            if (width == 4) {
                ConvolutionWeightTile.four(
                        taps, tap, lane, positions, from, to, pixels, dy, dyAt, dyRow, sums, at + lane);
            } else {
                ConvolutionWeightTile.three(
                        taps, tap, lane, positions, from, to, pixels, dy, dyAt, dyRow, sums, at + lane);
            }
        }
    }

    /** Makes a block's sums of gradients for the filters {@code first} … {@code last - 1}. */
    void makeBiases(float[] sums, int sumsAt, float[] dy, int first, int last) {
        for (int f = first; f < last; f++) {
            for (int lane = 0; lane < LANES; lane += COUNT) {
                int at = sumsAt + biases(last - first) + (f - first) * LANES + lane;
                FloatVector sum = FloatVector.zero(FLOAT);
                int from = f * positions.length * LANES + lane;
                for (int p = 0; p < positions.length; p++) {
                    sum = sum.add(FloatVector.fromArray(FLOAT, dy, from + p * LANES));
                }
                sum.intoArray(sums, at);
            }
        }
    }

    /** Puts +0 into the chains of the images from {@code count} on, which are not there. */
    static void clearAbsent(float[] sums, int sumsAt, int size, int count) {
        for (int i = sumsAt; i < sumsAt + size; i += LANES) {
            for (int lane = count; lane < LANES; lane++) {
                sums[i + lane] = 0f;
            }
        }
    }

    /** Where the sixteen chains of a weight of filter {@code f}, counted from the first of these sums, are. */
    private int weight(int f, int tap) {
        return ((f / width * tapGroups + tap / TAPS) * width + f % width) * TAPS * LANES + tap % TAPS * LANES;
    }

    /** Puts one image's sums, [filters, taps + 1] with those of the biases last, into their lane. */
    void put(float[] sums, int sumsAt, int lane, float[] plane, int planeAt, int count) {
        for (int f = 0; f < count; f++) {
            int from = planeAt + f * (taps.length + 1);
            for (int t = 0; t < taps.length; t++) {
                sums[sumsAt + weight(f, t) + lane] = plane[from + t];
            }
            sums[sumsAt + biases(count) + f * LANES + lane] = plane[from + taps.length];
        }
    }

    /** Adds the sums of the filters {@code first} … {@code last - 1}, folded, to the gradients that are not null. */
    void addTo(Tensor dWeight, Tensor dBias, float[] sums, int sumsAt, int first, int last) {
        for (int f = first; f < last && dWeight != null; f++) {
            int to = dWeight.offset() + f * taps.length;
            for (int t = 0; t < taps.length; t++) {
                dWeight.array()[to + t] += Reduce.fold(sums, sumsAt + weight(f - first, t));
            }
        }
        for (int f = first; f < last && dBias != null; f++) {
            int at = sumsAt + biases(last - first) + (f - first) * LANES;
            dBias.array()[dBias.offset() + f] += Reduce.fold(sums, at);
        }
    }
}
