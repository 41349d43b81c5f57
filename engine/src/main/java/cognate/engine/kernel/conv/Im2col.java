package cognate.engine.kernel.conv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The column matrix of a convolution, [taps, positions], without ever being written out: sixteen images are copied once,
 * pixel by pixel and with their padding, to [channel, row, column, 16], and element (tap, position) of the matrix is the
 * copy's at {@code taps[tap] + position(row, column)}.
 */
final class Im2col {
    /** For each tap, in the order [channel, kernel row, kernel column], where the copy has it for position 0. */
    final int[] taps;
    /** Sizes of the output. */
    final int rows;

    final int columns;
    /** Floats of the copy, and of one channel in it. */
    final int size;

    final int plane;
    /** Floats that a tile of two by two positions would read of all channels. */
    final int window;
    /** Taps of one channel. */
    final int kernel;

    private final int channels;
    private final int height;
    private final int width;
    /** Distance of neighbouring pixels in the copy, zeros between them, and of neighbouring positions. */
    private final int spread;

    private final int stride;
    /** Where the first pixel is in the copy, and where the first position; one of both is 0. */
    private final int top;

    private final int left;
    private final int skipY;
    private final int skipX;
    private final int pitch;
    private final boolean unpadded;
    private final int panelWidth;
    private final int tileRows;
    private final int tileColumns;
    private final int[][] tileTaps;

    /** The columns of the images themselves. */
    static Im2col images(Convolution.Geometry g) {
        return new Im2col(
                g,
                g.channels(),
                g.height(),
                g.width(),
                1,
                g.outputHeight(),
                g.outputWidth(),
                g.stride(),
                false,
                g.filters());
    }

    /**
     * The columns of the gradients of the outputs, [filters, output height, output width], whose product with the
     * weights gathers the gradient of the images: with the stride's zeros between the outputs, and the kernel flipped.
     */
    static Im2col gradients(Convolution.Geometry g) {
        return new Im2col(
                g,
                g.filters(),
                g.outputHeight(),
                g.outputWidth(),
                g.stride(),
                g.height(),
                g.width(),
                1,
                true,
                g.channels());
    }

    private Im2col(
            Convolution.Geometry g,
            int channels,
            int height,
            int width,
            int spread,
            int rows,
            int columns,
            int stride,
            boolean flipped,
            int outputs) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.spread = spread;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        int extentY = (g.kernelHeight() - 1) * g.dilation();
        int extentX = (g.kernelWidth() - 1) * g.dilation();
        int leadY = flipped ? extentY - g.padding() : g.padding();
        int leadX = flipped ? extentX - g.padding() : g.padding();
        top = Math.max(0, leadY);
        left = Math.max(0, leadX);
        skipY = Math.max(0, -leadY);
        skipX = Math.max(0, -leadX);
        pitch = Math.max(left + (width - 1) * spread, skipX + (columns - 1) * stride + extentX) + 1;
        int lines = Math.max(top + (height - 1) * spread, skipY + (rows - 1) * stride + extentY) + 1;
        plane = Math.multiplyExact(lines * pitch, ImageLanes.COUNT);
        size = Math.multiplyExact(channels, plane);
        window = channels * (extentY + 1 + stride) * (extentX + 1 + stride) * ImageLanes.COUNT;
        unpadded = lines == height && pitch == width;
        kernel = g.kernelHeight() * g.kernelWidth();
        taps = new int[channels * kernel];
        int[] tapRows = new int[kernel];
        int[] tapColumns = new int[kernel];
        for (int t = 0; t < taps.length; t++) {
            int row = t / g.kernelWidth() % g.kernelHeight() * g.dilation();
            int column = t % g.kernelWidth() * g.dilation();
            tapRows[t % kernel] = flipped ? extentY - row : row;
            tapColumns[t % kernel] = flipped ? extentX - column : column;
            taps[t] = t / kernel * plane + (tapRows[t % kernel] * pitch + tapColumns[t % kernel]) * ImageLanes.COUNT;
        }
        panelWidth = ConvolutionTile.width(outputs);
        tileRows = ConvolutionTile.rows(panelWidth);
        tileColumns = ConvolutionTile.columns(panelWidth);
        tileTaps = tileTaps(tapRows, tapColumns);
    }

    /** The taps that reach pixels of the images, not only padding, from any position of a tile. */
    private int[][] tileTaps(int[] tapRows, int[] tapColumns) {
        Map<List<Integer>, int[]> known = new HashMap<>();
        int[][] result = new int[(rows + tileRows - 1) / tileRows * tilesAcross()][];
        for (int tile = 0; tile < result.length; tile++) {
            List<Integer> reached = new ArrayList<>();
            for (int k = 0; k < kernel; k++) {
                int row = skipY + tile / tilesAcross() * tileRows * stride + tapRows[k] - top;
                int column = skipX + tile % tilesAcross() * tileColumns * stride + tapColumns[k] - left;
                if (reaches(row, tileRows, height) && reaches(column, tileColumns, width)) {
                    reached.add(k);
                }
            }
            result[tile] = known.computeIfAbsent(reached, this::pairs);
        }
        return result;
    }

    private int tilesAcross() {
        return (columns + tileColumns - 1) / tileColumns;
    }

    /** Whether one of so many neighbouring positions reaches a pixel. */
    private boolean reaches(int first, int count, int extent) {
        for (int place = first; place < first + count * stride; place += stride) {
            if (place >= 0 && place % spread == 0 && place / spread < extent) {
                return true;
            }
        }
        return false;
    }

    /** For every channel and the given taps of its kernel: the tap's place in the copy, and in a panel of weights. */
    private int[] pairs(List<Integer> reached) {
        int[] pairs = new int[2 * channels * reached.size()];
        for (int i = 0; i < pairs.length; i += 2) {
            int tap = i / 2 / reached.size() * kernel + reached.get(i / 2 % reached.size());
            pairs[i] = taps[tap];
            pairs[i + 1] = (tap + 1) * panelWidth;
        }
        return pairs;
    }

    /**
     * What a {@link ConvolutionTile} that begins at this position adds up, in ascending order: pairs
     * of a place in the copy for position 0, and of one in a panel of weights.
     */
    int[] tileTaps(int row, int column) {
        return tileTaps[row / tileRows * tilesAcross() + column / tileColumns];
    }

    /** Where the first of some equal parts of the channels ends in the pairs of {@link #tileTaps}, then the second …. */
    int share(int[] pairs, int part, int parts) {
        return pairs.length / channels * (channels * part / parts);
    }

    /** Where the copy has an output position's pixel of the first tap, as its distance from position 0. */
    int position(int row, int column) {
        return ((skipY + row * stride) * pitch + skipX + column * stride) * ImageLanes.COUNT;
    }

    /** Where the copy has a pixel of channel 0. */
    private int pixel(int row, int column) {
        return ((top + row * spread) * pitch + left + column * spread) * ImageLanes.COUNT;
    }

    /** Copies sixteen images [channels, height, width, 16] into a copy whose padding is zero. */
    void place(float[] pixels, int at, float[] copy) {
        int run = unpadded ? channels * height * width : spread == 1 ? width : 1;
        for (int i = 0; i < channels * height * width; i += run) {
            int row = i / width % height;
            int to = i / (width * height) * plane + pixel(row, i % width);
            System.arraycopy(pixels, at + i * ImageLanes.COUNT, copy, to, run * ImageLanes.COUNT);
        }
    }

    /** Copies images, from {@code at} on, whose pixels are neighbours in the copy, into one whose padding is zero. */
    void lay(float[] images, int at, int count, float[] copy) {
        int imageSize = channels * height * width;
        if (unpadded) {
            ImageLanes.gather(images, at, imageSize, count, imageSize, copy, 0);
            return;
        }
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                ImageLanes.gather(
                        images, at + (c * height + y) * width, imageSize, count, width, copy, c * plane + pixel(y, 0));
            }
        }
    }
}
