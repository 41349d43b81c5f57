package cognate.models.data;

import cognate.engine.random.RandomStream;

/** Draws characters of a made-up alphabet: each is three straight strokes, their ends shaken anew for every image. */
final class Glyphs implements Synthetic.Maker {
    /** Pixels of a side. */
    static final int SIZE = 12;

    private static final int STROKES = 3;
    private static final double SHAKE = 0.7;
    private static final double NOISE = 0.15;
    /** Half the width of a stroke, in pixels; its edge fades out over one pixel more. */
    private static final double PEN = 0.4;

    /** Ends of the strokes [class, stroke, x0 y0 x1 y1], in pixels. */
    private final double[] ends;

    Glyphs(RandomStream random, int classes) {
        ends = new double[classes * STROKES * 4];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = 1.5 + (SIZE - 4) * random.nextDouble();
        }
    }

    @Override
    public void make(int label, RandomStream random, float[] target, int offset) {
        double[] shaken = new double[STROKES * 4];
        for (int i = 0; i < shaken.length; i++) {
            shaken[i] = ends[label * shaken.length + i] + SHAKE * random.nextGaussian();
        }
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double ink = 0;
                for (int s = 0; s < STROKES; s++) {
                    ink = Math.max(ink, 1 + PEN - distance(shaken, 4 * s, x, y));
                }
                double value = Math.min(1, ink) + NOISE * random.nextGaussian();
                target[offset + y * SIZE + x] = (float) Math.max(0, Math.min(1, value));
            }
        }
    }

    /** Distance of a pixel from a stroke. */
    private static double distance(double[] ends, int at, double x, double y) {
        double dx = ends[at + 2] - ends[at];
        double dy = ends[at + 3] - ends[at + 1];
        double along = (x - ends[at]) * dx + (y - ends[at + 1]) * dy;
        double t = Math.max(0, Math.min(1, along / Math.max(1e-9, dx * dx + dy * dy)));
        double ex = x - ends[at] - t * dx;
        double ey = y - ends[at + 1] - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }
}
