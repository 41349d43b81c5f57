package cognate.engine.kernel;

/** Copies a block of a matrix into panels that a tile reads from one end to the other. */
final class GemmPack {
    private GemmPack() {}

    /**
     * Packs {@code lines} lines of {@code depth} elements into panels of {@code width} lines, element p of a panel's
     * lines side by side; missing lines of the last panel are zeros.
     */
    static void panels(
            float[] to, int width, int lines, int depth, float[] from, int offset, int lineStride, int depthStride) {
        for (int line = 0; line < lines; line += width) {
            int present = Math.min(width, lines - line);
            int panel = line * depth;
            int source = offset + line * lineStride;
            if (lineStride == 1) {
                for (int p = 0; p < depth; p++) {
                    int at = panel + p * width;
                    System.arraycopy(from, source + p * depthStride, to, at, present);
                    for (int w = present; w < width; w++) {
                        to[at + w] = 0f;
                    }
                }
            } else {
                for (int w = 0; w < width; w++) {
                    int at = panel + w;
                    if (w < present) {
                        int line0 = source + w * lineStride;
                        for (int p = 0; p < depth; p++) {
                            to[at + p * width] = from[line0 + p * depthStride];
                        }
                    } else {
                        for (int p = 0; p < depth; p++) {
                            to[at + p * width] = 0f;
                        }
                    }
                }
            }
        }
    }
}
