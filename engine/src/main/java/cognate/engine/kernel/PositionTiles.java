package cognate.engine.kernel;

import java.util.Arrays;

/**
 * Tiles of output channels by vectors of positions. An output row of at least a vector's length is cut into whole
 * vectors, the last of which may overlap the one before (it computes the same bits again); shorter rows are computed
 * side by side in a strip, what lies between them included where that takes fewer vectors, and copied from there.
 */
final class PositionTiles {
    private static final int COUNT = Lanes.COUNT;

    private final Im2col columns;
    private final int outputs;
    private final int width;
    private final boolean direct;
    /** Of each vector of positions: its distance from position 0 in the copy, and in its channel of the output. */
    private final int[] bases;

    private final int[] targets;
    private final int stripPitch;
    private final int stripRow;

    PositionTiles(Im2col columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
        width = COUNT >= 16 && (outputs + 7) / 8 * 8 <= (outputs + 5) / 6 * 6 ? 8 : 6;
        direct = columns.columns >= COUNT;
        int linear = ((columns.rows - 1) * columns.pitch + columns.columns + COUNT - 1) / COUNT;
        int perRow = (columns.columns + COUNT - 1) / COUNT;
        if (!direct && linear < columns.rows) {
            bases = new int[linear];
            Arrays.setAll(bases, i -> i * COUNT);
            targets = bases;
            stripPitch = columns.pitch;
        } else {
            bases = new int[columns.rows * perRow];
            targets = new int[bases.length];
            stripPitch = direct ? columns.columns : COUNT;
            for (int i = 0; i < bases.length; i++) {
                int column = Math.max(0, Math.min(i % perRow * COUNT, columns.columns - COUNT));
                bases[i] = i / perRow * columns.pitch + column;
                targets[i] = i / perRow * stripPitch + column;
            }
        }
        stripRow = direct ? columns.rows * columns.columns : targets[targets.length - 1] + COUNT;
    }

    /** The outputs of a panel: for each its bias, then for every tap their weights side by side; the last is filled up. */
    int panelWidth() {
        return width;
    }

    /**
     * Overwrites an image's outputs [outputs, rows, columns] from {@code yAt} on.
     *
     * @param copy the image as {@link Im2col} lays it
     */
    void image(float[] panels, float[] copy, float[] y, int yAt) {
        float[] strip = ConvolutionScratch.own().strip(width * stripRow);
        int size = columns.positions.length;
        int panel = (columns.taps.length + 1) * width;
        for (int o = 0, at = 0; o < outputs; o += width, at += panel) {
            int present = Math.min(width, outputs - o);
            if (direct && present == width) {
                tiles(panels, at, copy, y, yAt + o * size, size);
            } else {
                tiles(panels, at, copy, strip, 0, stripRow);
                for (int r = 0; r < present; r++) {
                    for (int row = 0; row < columns.rows; row++) {
                        ShortRows.copy(
                                strip,
                                r * stripRow + row * stripPitch,
                                y,
                                yAt + (o + r) * size + row * columns.columns,
                                columns.columns);
                    }
                }
            }
        }
    }

    private void tiles(float[] panels, int at, float[] copy, float[] y, int yAt, int yRow) {
        for (int left = 0; left < bases.length; left += 2) {
            int right = Math.min(left + 1, bases.length - 1);
            if (width == 8) {
                ConvolutionTile.tile8(
                        columns.taps,
                        panels,
                        at,
                        copy,
                        bases[left],
                        bases[right],
                        y,
                        yAt + targets[left],
                        yAt + targets[right],
                        yRow);
            } else {
                ConvolutionTile.tile6(
                        columns.taps,
                        panels,
                        at,
                        copy,
                        bases[left],
                        bases[right],
                        y,
                        yAt + targets[left],
                        yAt + targets[right],
                        yRow);
            }
        }
    }
}
