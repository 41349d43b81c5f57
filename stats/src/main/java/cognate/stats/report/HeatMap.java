package cognate.stats.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A square matrix of pairwise values as a picture: darker is greater (on dark paper: lighter), groups are ruled off.
 */
public final class HeatMap {
    private static final int SIDE = 520;
    private static final int LEFT = 110;
    private static final int TOP = 10;
    private static final int WIDTH = 760;
    private static final int HEIGHT = 600;
    /** The most groups that are named beside the picture. */
    private static final int MOST_LABELS = 40;
    /** More rows than this are averaged, so that the file stays small. */
    private static final int MOST_PIXELS = 520;
    /** Ends and middle of the colours: they grow darker evenly, so that they are told apart in grey as well. */
    private static final int[][] RAMP = {{0xf7, 0xfb, 0xff}, {0x4a, 0x90, 0xc4}, {0x06, 0x24, 0x58}};

    private HeatMap() {}

    /**
     * The picture, as an SVG element.
     *
     * @param what what the values are, as in {@code "similarity of networks"}
     * @param values n rows of n values, groups one after the other
     * @param groups the name of each row's group
     */
    public static String draw(String what, double[][] values, List<String> groups) {
        double[] range = range(values);
        Svg svg = new Svg(WIDTH, HEIGHT, what);
        svg.image("ramp", LEFT, TOP, SIDE, SIDE, Png.indexed(palette(), pixels(values, range)));
        svg.rectangle("frame", LEFT, TOP, SIDE, SIDE);
        rule(svg, groups);
        legend(svg, what, range);
        return svg.toString();
    }

    /** Least and greatest value off the diagonal, which would hide the rest. */
    private static double[] range(double[][] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                if (i != j || values.length == 1) {
                    least = Math.min(least, values[i][j]);
                    greatest = Math.max(greatest, values[i][j]);
                }
            }
        }
        return new double[] {least, Math.max(greatest, least + 1e-12)};
    }

    private static byte[] palette() {
        byte[] palette = new byte[3 * 256];
        for (int i = 0; i < palette.length; i++) {
            double position = i / 3 / 255.0 * (RAMP.length - 1);
            int from = Math.min((int) position, RAMP.length - 2);
            double share = position - from;
            palette[i] = (byte) Math.round(RAMP[from][i % 3] * (1 - share) + RAMP[from + 1][i % 3] * share);
        }
        return palette;
    }

    private static byte[][] pixels(double[][] values, double[] range) {
        int n = values.length;
        int side = Math.min(n, MOST_PIXELS);
        byte[][] pixels = new byte[side][side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double mean =
                        mean(values, edge(y, n, side), edge(y + 1, n, side), edge(x, n, side), edge(x + 1, n, side));
                double share = (mean - range[0]) / (range[1] - range[0]);
                pixels[y][x] = (byte) Math.round(255 * Math.max(0, Math.min(1, share)));
            }
        }
        return pixels;
    }

    private static int edge(int pixel, int n, int side) {
        return (int) ((long) pixel * n / side);
    }

    private static double mean(double[][] values, int top, int bottom, int left, int right) {
        double sum = 0;
        for (int i = top; i < bottom; i++) {
            for (int j = left; j < right; j++) {
                sum += values[i][j];
            }
        }
        return sum / ((bottom - top) * (right - left));
    }

    private static void rule(Svg svg, List<String> groups) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            if (i == 0 || !groups.get(i).equals(groups.get(i - 1))) {
                starts.add(i);
            }
        }
        double unit = (double) SIDE / groups.size();
        for (int g = 0; g < starts.size(); g++) {
            int from = starts.get(g);
            int to = g + 1 < starts.size() ? starts.get(g + 1) : groups.size();
            if (g > 0) {
                svg.line("frame", LEFT - 6, TOP + from * unit, LEFT, TOP + from * unit);
                svg.line("frame", LEFT + from * unit, TOP + SIDE, LEFT + from * unit, TOP + SIDE + 6);
                svg.line("rule", LEFT + from * unit, TOP, LEFT + from * unit, TOP + SIDE);
                svg.line("rule", LEFT, TOP + from * unit, LEFT + SIDE, TOP + from * unit);
            }
            if (starts.size() <= MOST_LABELS) {
                double middle = (from + to) / 2.0 * unit;
                String name = Charts.shortened(groups.get(from), 16);
                svg.text("label", "end", LEFT - 8, TOP + middle + 4, name);
                boolean narrow = (to - from) * unit < 7.5 * name.length();
                double drop = narrow && g % 2 == 1 ? 34 : 18;
                if (!narrow || starts.size() <= 12) {
                    svg.text("label", "middle", LEFT + middle, TOP + SIDE + drop, Charts.shortened(name, 10));
                }
            }
        }
    }

    private static void legend(Svg svg, String what, double[] range) {
        byte[][] ramp = new byte[256][1];
        for (int i = 0; i < 256; i++) {
            ramp[i][0] = (byte) (255 - i);
        }
        double x = LEFT + SIDE + 30.0;
        svg.image("ramp", x, TOP, 18, SIDE, Png.indexed(palette(), ramp));
        svg.rectangle("frame", x, TOP, 18, SIDE);
        for (int i = 0; i <= 4; i++) {
            double value = range[1] + (range[0] - range[1]) * i / 4;
            double y = TOP + SIDE * i / 4.0;
            svg.line("frame", x + 18, y, x + 23, y);
            svg.text("label", "start", x + 27, y + 4, String.format(Locale.ROOT, "%.3f", value));
        }
        svg.text("label", "middle", LEFT + SIDE / 2.0, HEIGHT - 12, what + "; the scale leaves out the diagonal");
    }
}
