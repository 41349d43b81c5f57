package cognate.engine.kernel.conv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tiles of a convolution of sixteen images add up: the taps of each, as pairs of a place in the
 * {@link PaddedCopy} for position 0 and of one in a panel of weights, in ascending order.
 *
 * <p>Taps that meet only padding from every position of a tile are left out: a finite weight times zero changes no
 * chain but −0, which no result is. Where a weight is not finite, all taps are taken.
 */
final class TapTable {
    /** Shape of the tiles. */
    private final int panelWidth;

    private final int tileRows;
    private final int tileColumns;
    private final int tilesAcross;
    private final PaddedCopy copy;
    private final int[] all;
    private final int[][] reached;
    /** Ints that the table holds. */
    final long ints;

    TapTable(PaddedCopy copy, int panelWidth) {
        this.copy = copy;
        this.panelWidth = panelWidth;
        TapGrid grid = copy.grid;
        tileRows = ConvolutionTile.rows(panelWidth);
        tileColumns = ConvolutionTile.columns(panelWidth);
        tilesAcross = (grid.columns() + tileColumns - 1) / tileColumns;
        reached = new int[(grid.rows() + tileRows - 1) / tileRows * tilesAcross][];
        Map<List<Integer>, int[]> known = new HashMap<>();
        List<Integer> kernel = new ArrayList<>();
        for (int k = 0; k < grid.kernel(); k++) {
            kernel.add(k);
        }
        all = known.computeIfAbsent(kernel, this::pairs);
        long sum = reached.length + all.length;
        for (int tile = 0; tile < reached.length; tile++) {
            int before = known.size();
            reached[tile] = known.computeIfAbsent(reached(tile), this::pairs);
            sum += known.size() == before ? 0 : reached[tile].length;
        }
        ints = sum;
    }

    /** The taps that reach pixels, not only padding, from any position of a tile. */
    private List<Integer> reached(int tile) {
        TapGrid grid = copy.grid;
        List<Integer> result = new ArrayList<>();
        for (int k = 0; k < grid.kernel(); k++) {
            int row = tile / tilesAcross * tileRows * grid.stride() + grid.tapRow(k) - grid.top();
            int column = tile % tilesAcross * tileColumns * grid.stride() + grid.tapColumn(k) - grid.left();
            if (reaches(row, tileRows, grid.height()) && reaches(column, tileColumns, grid.width())) {
                result.add(k);
            }
        }
        return result;
    }

    /** Whether one of so many neighbouring positions reaches a pixel. */
    private boolean reaches(int first, int count, int extent) {
        int spread = copy.grid.spread();
        for (int i = 0, place = first; i < count; i++, place += copy.grid.stride()) {
            if (place >= 0 && place % spread == 0 && place / spread < extent) {
                return true;
            }
        }
        return false;
    }

    /** The pairs of every channel for the given taps of its kernel. */
    private int[] pairs(List<Integer> kernel) {
        int[] pairs = new int[2 * copy.grid.channels() * kernel.size()];
        for (int i = 0; i < pairs.length; i += 2) {
            int tap = i / 2 / kernel.size() * copy.grid.kernel() + kernel.get(i / 2 % kernel.size());
            pairs[i] = copy.taps[tap];
            pairs[i + 1] = (tap + 1) * panelWidth;
        }
        return pairs;
    }

    /** The pairs of every tap. */
    int[] all() {
        return all;
    }

    /** The pairs for a tile that begins at this position, if the weights are finite. */
    int[] reached(int row, int column) {
        return reached[row / tileRows * tilesAcross + column / tileColumns];
    }

    /** Where the first of some equal parts of the channels ends in pairs, then the second …. */
    int share(int[] pairs, int part, int parts) {
        int channels = copy.grid.channels();
        return pairs.length / channels * (int) ((long) channels * part / parts);
    }
}
