package cognate.engine.kernel;

/** One chain a weight: taps by filters, tile by tile; the filters' gradients are packed side by side for it. */
final class ChainedWeightSums implements WeightSums {
    private final Im2col columns;
    private final int filters;
    /** Taps and filters of a tile. */
    private final int tileTaps;

    private final int tileFilters;
    private final int tiles;

    ChainedWeightSums(Im2col columns, int filters) {
        this.columns = columns;
        this.filters = filters;
        boolean narrow = ConvolutionWeightTile.hasNarrow() && filters <= Lanes.COUNT;
        tileTaps = narrow ? ConvolutionWeightTile.NARROW_TAPS : ConvolutionWeightTile.TAPS;
        tileFilters = narrow ? Lanes.COUNT : 2 * Lanes.COUNT;
        tiles = (columns.taps.length + tileTaps - 1) / tileTaps;
    }

    @Override
    public int size() {
        return (filters + tileFilters - 1) / tileFilters * tiles * tileTaps * tileFilters;
    }

    @Override
    public void accumulate(float[] sums, int at, float[] copy, float[] dy, int dyAt) {
        int size = columns.positions.length;
        float[] panel = ConvolutionScratch.own().strip(size * tileFilters);
        for (int f = 0; f < filters; f += tileFilters) {
            int present = Math.min(tileFilters, filters - f);
            GemmPack.lines(panel, 0, tileFilters, present, size, dy, dyAt + f * size, size, 1);
            for (int t = 0; t < columns.taps.length; t += tileTaps, at += tileTaps * tileFilters) {
                ConvolutionWeightTile.accumulate(
                        tileFilters, columns.taps, t, columns.positions, copy, panel, sums, at);
            }
        }
    }

    @Override
    public void addTo(float[] dw, int dwAt, float[] sums) {
        for (int f = 0; f < filters; f++) {
            for (int t = 0; t < columns.taps.length; t++) {
                int tile = f / tileFilters * tiles + t / tileTaps;
                dw[dwAt + f * columns.taps.length + t] +=
                        sums[(tile * tileTaps + t % tileTaps) * tileFilters + f % tileFilters];
            }
        }
    }
}
