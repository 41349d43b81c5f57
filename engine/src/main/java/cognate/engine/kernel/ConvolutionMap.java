package cognate.engine.kernel;

import cognate.engine.parallel.Workers;
import java.util.Arrays;

/**
 * The product of packed weights with the columns of every image of a batch: how the positions of one output channel are
 * cut into vectors, and where those go. An output row of at least a vector's length is cut into whole vectors, the last
 * of which may overlap the one before (it computes the same bits again); shorter rows are computed side by side in a
 * strip, what lies between them included where that takes fewer vectors, and copied from there.
 */
final class ConvolutionMap {
    private static final int COUNT = Lanes.COUNT;
    private static final int MR = COUNT >= 16 ? 8 : 6;

    private final Im2col columns;
    private final int outputs;
    private final boolean direct;
    /** Of each vector of positions: its distance from position 0 in the copy, and in its channel of the output. */
    private final int[] bases;

    private final int[] targets;
    private final int stripPitch;
    private final int stripRow;

    ConvolutionMap(Im2col columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
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

    /**
     * Overwrites y [n, outputs, rows, columns] with the bias (zeros if null), to which every tap's product is added in
     * ascending order. The weight of tap t for output o is {@code weights[from + o * outputStride + t / kernel *
     * channelStride + t % kernel]}.
     */
    void apply(
            Workers workers,
            int n,
            float[] y,
            int yAt,
            float[] x,
            int xAt,
            int imageSize,
            float[] weights,
            int from,
            int outputStride,
            int channelStride,
            int kernel,
            float[] bias,
            int biasAt) {
        int panel = (columns.taps.length + 1) * MR;
        float[] panels = ConvolutionScratch.own().panels((outputs + MR - 1) / MR * panel);
        for (int o = 0; o < (outputs + MR - 1) / MR * MR; o++) {
            int at = o / MR * panel + o % MR;
            panels[at] = bias == null || o >= outputs ? 0f : bias[biasAt + o];
            for (int t = 0; t < columns.taps.length; t++) {
                panels[at + (t + 1) * MR] =
                        o < outputs ? weights[from + o * outputStride + t / kernel * channelStride + t % kernel] : 0f;
            }
        }
        int outputSize = outputs * columns.rows * columns.columns;
        workers.run(n, image -> {
            ConvolutionScratch scratch = ConvolutionScratch.own();
            float[] copy = scratch.lay(columns, x, xAt + image * imageSize);
            image(panels, copy, scratch.strip(MR * stripRow), y, yAt + image * outputSize);
        });
    }

    private void image(float[] panels, float[] copy, float[] strip, float[] y, int yAt) {
        int size = columns.rows * columns.columns;
        int panel = (columns.taps.length + 1) * MR;
        for (int o = 0, at = 0; o < outputs; o += MR, at += panel) {
            int present = Math.min(MR, outputs - o);
            if (direct && present == MR) {
                tiles(panels, at, copy, y, yAt + o * size, size);
            } else {
                tiles(panels, at, copy, strip, 0, stripRow);
                for (int r = 0; r < present; r++) {
                    for (int row = 0; row < columns.rows; row++) {
                        System.arraycopy(
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
        for (int i = 0; i < bases.length; i += 2) {
            int j = Math.min(i + 1, bases.length - 1);
            if (MR == 8) {
                ConvolutionTile.tile8x2(
                        columns.taps,
                        panels,
                        at,
                        copy,
                        bases[i],
                        bases[j],
                        y,
                        yAt + targets[i],
                        yAt + targets[j],
                        yRow);
            } else {
                ConvolutionTile.tile6x2(
                        columns.taps,
                        panels,
                        at,
                        copy,
                        bases[i],
                        bases[j],
                        y,
                        yAt + targets[i],
                        yAt + targets[j],
                        yRow);
            }
        }
    }
}
