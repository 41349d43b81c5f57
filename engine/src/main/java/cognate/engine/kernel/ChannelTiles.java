package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of positions by a vector of output channels, for rows so short that vectors of positions would be half empty. The
 * tile is that of the weight gradient, with taps and positions in exchanged roles; its results are transposed.
 */
final class ChannelTiles implements MapTiles {
    private static final int COUNT = Lanes.COUNT;
    private static final int POSITIONS = ConvolutionWeightTile.NARROW_TAPS;

    private final Im2col columns;
    private final int outputs;

    ChannelTiles(Im2col columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
    }

    /** The share of the tiles' elements that is used; 0 where this machine has no such tile. */
    static double used(int outputs) {
        return ConvolutionWeightTile.hasNarrow() ? (double) outputs / ((outputs + COUNT - 1) / COUNT * COUNT) : 0;
    }

    @Override
    public int panelWidth() {
        return COUNT;
    }

    @Override
    public void image(float[] panels, float[] copy, float[] y, int yAt) {
        int size = columns.positions.length;
        int tiles = (size + POSITIONS - 1) / POSITIONS;
        float[] sums = ConvolutionScratch.own().strip(tiles * POSITIONS * COUNT);
        for (int o = 0, at = 0; o < outputs; o += COUNT, at += (columns.taps.length + 1) * COUNT) {
            FloatVector bias = FloatVector.fromArray(Lanes.FLOAT, panels, at);
            for (int p = 0; p < size; p++) {
                bias.intoArray(sums, p * COUNT);
            }
            for (int p = 0; p < size; p += POSITIONS) {
                ConvolutionWeightTile.narrow(
                        columns.positions, p, columns.taps, copy, panels, at + COUNT, sums, p * COUNT);
            }
            transpose(sums, Math.min(COUNT, outputs - o), y, yAt + o * size);
        }
    }

    private void transpose(float[] sums, int present, float[] y, int yAt) {
        int size = columns.positions.length;
        int whole = present == Transpose.SIZE ? size / Transpose.SIZE * Transpose.SIZE : 0;
        for (int p = 0; p < whole; p += Transpose.SIZE) {
            Transpose.block(sums, p * COUNT, COUNT, y, yAt + p, size);
        }
        for (int p = whole; p < size; p++) {
            for (int o = 0; o < present; o++) {
                y[yAt + o * size + p] = sums[p * COUNT + o];
            }
        }
    }
}
