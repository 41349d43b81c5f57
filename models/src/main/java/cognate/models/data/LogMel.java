package cognate.models.data;

/**
 * What is heard in a recording, frame by frame: 40 logarithms of energies in bands that are equally wide on the mel
 * scale (O'Shaughnessy 1987, m = 2595 log10(1 + f / 700)), from 0 to half the sampling rate. A frame is 25 ms long, 10
 * ms after the last one, under a Hann window; bands are triangles over the power spectrum (Davis and Mermelstein 1980).
 * The logarithms of a recording have mean 0 and deviation 1, so that its loudness does not matter.
 */
final class LogMel {
    /** Numbers of a frame. */
    static final int BANDS = 40;

    private static final double FRAME_SECONDS = 0.025;
    private static final double STEP_SECONDS = 0.010;
    /** Below the energy of 16-bit silence, so that its logarithm is finite. */
    private static final double FLOOR = 1e-10;
    /** Less is the rounding of equal values. */
    private static final double LEAST_DEVIATION = 1e-9;

    private final int frame;
    private final int step;
    private final int size;
    private final double[] window;
    private final double[] cosines;
    private final double[] sines;
    /** [band][frequency]. */
    private final double[][] weights;

    /** For recordings of so many samples a second. */
    LogMel(int rate) {
        frame = Math.max(1, (int) Math.round(rate * FRAME_SECONDS));
        step = Math.max(1, (int) Math.round(rate * STEP_SECONDS));
        size = Math.max(2, Integer.highestOneBit(2 * frame - 1));
        window = new double[frame];
        for (int i = 0; i < frame; i++) {
            window[i] = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * i / frame);
        }
        cosines = new double[size / 2];
        sines = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosines[i] = StrictMath.cos(2 * StrictMath.PI * i / size);
            sines[i] = -StrictMath.sin(2 * StrictMath.PI * i / size);
        }
        weights = triangles(rate);
    }

    private double[][] triangles(int rate) {
        double[] edges = new double[BANDS + 2];
        double top = 2595 * StrictMath.log10(1 + rate / 2.0 / 700);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = 700 * (StrictMath.pow(10, top * i / (BANDS + 1) / 2595) - 1);
        }
        double[][] triangles = new double[BANDS][size / 2 + 1];
        for (int b = 0; b < BANDS; b++) {
            for (int k = 0; k <= size / 2; k++) {
                double frequency = (double) k * rate / size;
                double rising = (frequency - edges[b]) / (edges[b + 1] - edges[b]);
                double falling = (edges[b + 2] - frequency) / (edges[b + 2] - edges[b + 1]);
                triangles[b][k] = Math.max(0, Math.min(rising, falling));
            }
        }
        return triangles;
    }

    /** Number of frames of so many samples: those that are full, and one for a shorter recording. */
    int frames(int samples) {
        return samples < frame ? 1 : (samples - frame) / step + 1;
    }

    /** The frames [frames, {@link #BANDS}], one behind the other; of silence all zero. */
    float[] of(float... samples) {
        int frames = frames(samples.length);
        double[] energies = new double[frames * BANDS];
        double[] re = new double[size];
        double[] im = new double[size];
        for (int t = 0; t < frames; t++) {
            for (int i = 0; i < size; i++) {
                int at = t * step + i;
                re[i] = i < frame && at < samples.length ? samples[at] * window[i] : 0;
                im[i] = 0;
            }
            transform(re, im);
            for (int b = 0; b < BANDS; b++) {
                double energy = 0;
                for (int k = 0; k <= size / 2; k++) {
                    energy += weights[b][k] * (re[k] * re[k] + im[k] * im[k]);
                }
                energies[t * BANDS + b] = StrictMath.log(Math.max(FLOOR, energy));
            }
        }
        return standardized(energies);
    }

    private static float[] standardized(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = deviation > LEAST_DEVIATION ? (float) ((values[i] - mean) / deviation) : 0;
        }
        return result;
    }

    /** The discrete Fourier transform in place (Cooley and Tukey 1965, radix 2). */
    private void transform(double[] re, double[] im) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                double swap = re[i];
                re[i] = re[j];
                re[j] = swap;
                swap = im[i];
                im[i] = im[j];
                im[j] = swap;
            }
        }
        for (int half = 1; half < size; half *= 2) {
            for (int from = 0; from < size; from += 2 * half) {
                for (int i = 0; i < half; i++) {
                    double c = cosines[i * (size / 2 / half)];
                    double s = sines[i * (size / 2 / half)];
                    int a = from + i;
                    int b = a + half;
                    double x = re[b] * c - im[b] * s;
                    double y = re[b] * s + im[b] * c;
                    re[b] = re[a] - x;
                    im[b] = im[a] - y;
                    re[a] += x;
                    im[a] += y;
                }
            }
        }
    }
}
