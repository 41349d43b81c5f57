package cognate.engine.kernel.conv;

import cognate.engine.tensor.Tensor;

/** The definition of {@link Convolution} in the plainest form. */
final class ConvolutionOracle {
    private ConvolutionOracle() {}

    /** The image's pixel under a tap, zero in the padding. */
    private static float pixel(Tensor x, Geometry g, int image, int channel, int y, int x0, int ky, int kx) {
        int row = y * g.stride() - g.paddingHeight() + ky * g.dilation();
        int column = x0 * g.stride() - g.paddingWidth() + kx * g.dilation();
        boolean inside = row >= 0 && row < g.height() && column >= 0 && column < g.width();
        return inside ? x.get(image, channel, row, column) : 0f;
    }

    static float[] forward(Tensor x, Tensor weight, Tensor bias, Geometry g) {
        Tensor y = Tensor.zeros(x.dim(0), g.filters(), g.outputHeight(), g.outputWidth());
        for (int i = 0; i < y.size(); i++) {
            int column = i % y.dim(3);
            int row = i / y.dim(3) % y.dim(2);
            int filter = i / (y.dim(3) * y.dim(2)) % y.dim(1);
            int image = i / (y.dim(3) * y.dim(2) * y.dim(1));
            float sum = bias == null ? 0f : bias.get(filter);
            for (int c = 0; c < g.channels(); c++) {
                for (int ky = 0; ky < g.kernelHeight(); ky++) {
                    for (int kx = 0; kx < g.kernelWidth(); kx++) {
                        sum = Math.fma(weight.get(filter, c, ky, kx), pixel(x, g, image, c, row, column, ky, kx), sum);
                    }
                }
            }
            y.array()[i] = sum + 0f;
        }
        return y.array();
    }

    /** The output's gradient that a pixel has a part in by a tap, zero if it has none. */
    private static float output(Tensor dy, Geometry g, int image, int filter, int row, int column, int ky, int kx) {
        int y = row + g.paddingHeight() - ky * g.dilation();
        int x = column + g.paddingWidth() - kx * g.dilation();
        boolean inside = y >= 0 && y % g.stride() == 0 && y / g.stride() < dy.dim(2);
        inside &= x >= 0 && x % g.stride() == 0 && x / g.stride() < dy.dim(3);
        return inside ? dy.get(image, filter, y / g.stride(), x / g.stride()) : 0f;
    }

    static float[] inputGradient(Tensor dy, Tensor weight, Geometry g) {
        Tensor dx = Tensor.zeros(dy.dim(0), g.channels(), g.height(), g.width());
        for (int i = 0; i < dx.size(); i++) {
            int column = i % g.width();
            int row = i / g.width() % g.height();
            int c = i / (g.width() * g.height()) % g.channels();
            int image = i / (g.width() * g.height() * g.channels());
            float sum = 0;
            for (int f = 0; f < g.filters(); f++) {
                for (int ky = 0; ky < g.kernelHeight(); ky++) {
                    for (int kx = 0; kx < g.kernelWidth(); kx++) {
                        sum = Math.fma(weight.get(f, c, ky, kx), output(dy, g, image, f, row, column, ky, kx), sum);
                    }
                }
            }
            dx.array()[i] = sum + 0f;
        }
        return dx.array();
    }

    /** The sum of an image's products in a chain from +0. */
    private interface Chain {
        float image(int image);
    }

    /** Chunks of sixteen chains, added up as a tree, chain by chain; then the chains, by halves. */
    private static float tree(int n, Chain chain) {
        float[][] chunks = new float[Math.max(1, (n + 15) / 16)][16];
        for (int i = 0; i < n; i++) {
            chunks[i / 16][i % 16] = chain.image(i);
        }
        for (int step = 1; step < chunks.length; step *= 2) {
            for (int i = 0; i + step < chunks.length; i += 2 * step) {
                for (int lane = 0; lane < 16; lane++) {
                    chunks[i][lane] += chunks[i + step][lane];
                }
            }
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                chunks[0][i] += chunks[0][i + half];
            }
        }
        return chunks[0][0];
    }

    static float[] weightGradient(Tensor dw, Tensor x, Tensor dy, Geometry g) {
        float[] result = dw.toArray();
        for (int i = 0; i < result.length; i++) {
            int kx = i % g.kernelWidth();
            int ky = i / g.kernelWidth() % g.kernelHeight();
            int c = i / (g.kernelWidth() * g.kernelHeight()) % g.channels();
            int f = i / (g.kernelWidth() * g.kernelHeight() * g.channels());
            result[i] += tree(x.dim(0), image -> {
                float sum = 0;
                for (int row = 0; row < dy.dim(2); row++) {
                    for (int column = 0; column < dy.dim(3); column++) {
                        float pixel = pixel(x, g, image, c, row, column, ky, kx);
                        sum = Math.fma(pixel, dy.get(image, f, row, column), sum);
                    }
                }
                return sum;
            });
        }
        return result;
    }

    static float[] biasGradient(Tensor db, Tensor dy) {
        float[] result = db.toArray();
        for (int i = 0; i < result.length; i++) {
            int f = i;
            result[i] += tree(dy.dim(0), image -> {
                float sum = 0;
                for (int p = 0; p < dy.dim(2) * dy.dim(3); p++) {
                    sum += dy.get(image, f, p / dy.dim(3), p % dy.dim(3));
                }
                return sum;
            });
        }
        return result;
    }
}
