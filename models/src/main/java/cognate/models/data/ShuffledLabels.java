package cognate.models.data;

import cognate.engine.random.RandomStream;

/** A set some of whose examples have exchanged their labels. */
final class ShuffledLabels extends View {
    private final int[] labels;

    ShuffledLabels(Dataset source, double fraction, RandomStream random) {
        super(source);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("shuffled labels: expected a fraction from 0 to 1, found " + fraction);
        }
        if (source.labelsPerExample() != 1) {
            throw new IllegalArgumentException("shuffled labels: expected one label an example, found "
                    + source.labelsPerExample() + " in " + source.name());
        }
        labels = new int[source.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = source.label(i);
        }
        int[] order = random.permutation(labels.length);
        int chosen = (int) Math.round(fraction * labels.length);
        int[] sources = random.permutation(chosen);
        for (int i = 0; i < chosen; i++) {
            labels[order[i]] = source.label(order[sources[i]]);
        }
    }

    @Override
    public int label(int i) {
        return labels[i];
    }
}
