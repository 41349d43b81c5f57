package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.LE;

import cognate.engine.parallel.Workers;
import jdk.incubator.vector.FloatVector;

/** The product of weights with the columns of every image of a batch. */
final class ConvolutionMap {
    private final Im2col columns;
    private final int outputs;
    private final PositionTiles tiles;

    ConvolutionMap(Im2col columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
        tiles = new PositionTiles(columns, outputs);
    }

    /**
     * Overwrites y [n, outputs, rows, columns] with the bias (zeros if null), to which every tap's product is added in
     * ascending order. The weight of tap t for output o is {@code weights[from + o * outputStride + t /
     * kernel * channelStride + t % kernel]}.
     *
     * @param rectified whether to put +0 for what is not positive, NaN excepted
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
            float[] bias,
            int biasAt,
            boolean rectified) {
        int width = tiles.panelWidth();
        int panel = (columns.taps.length + 1) * width;
        int kernel = columns.kernel;
        float[] panels = ConvolutionScratch.own().panels((outputs + width - 1) / width * panel);
        for (int o = 0; o < (outputs + width - 1) / width * width; o++) {
            int at = o / width * panel + o % width;
            int source = from + Math.min(o, outputs - 1) * outputStride;
            panels[at] = bias == null ? 0f : bias[biasAt + Math.min(o, outputs - 1)];
            for (int t = 0; t < columns.taps.length; t += kernel, source += channelStride) {
                for (int k = 0; k < kernel; k++) {
                    panels[at + (t + k + 1) * width] = weights[source + k];
                }
            }
        }
        int outputSize = outputs * columns.rows * columns.columns;
        workers.run(n, image -> {
            float[] copy = ConvolutionScratch.own().lay(columns, x, xAt + image * imageSize);
            tiles.image(panels, copy, y, yAt + image * outputSize);
            if (rectified) {
                rectify(y, yAt + image * outputSize, outputSize);
            }
        });
    }

    private static void rectify(float[] y, int at, int n) {
        int i = at;
        for (int bound = at + FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, y, i);
            v.blend(0f, v.compare(LE, 0f)).intoArray(y, i);
        }
        for (; i < at + n; i++) {
            y[i] = y[i] <= 0 ? 0f : y[i];
        }
    }
}
