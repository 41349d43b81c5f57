package cognate.models.train;

import cognate.engine.io.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * The order of layers in a network of which only names and sizes are known: convolutions, recurrent layers, linear
 * layers, each by the numbers in their names, so that each takes what the one before it gives.
 */
final class ForeignChain {
    /** No more attempts are made to bring layers into an order; names in their natural order need one each. */
    private static final int MOST_ATTEMPTS = 10_000;

    private static final int MOST_ORDERS = 3;

    private final List<ForeignLayer> layers;
    private final boolean[][] precedes;
    private final BiPredicate<Integer, ForeignLayer> fits;
    private final List<ForeignLayer> chain = new ArrayList<>();
    private final List<List<ForeignLayer>> orders = new ArrayList<>();
    private int attempts;
    /** Whether convolutions may take their channels in groups: only where there is no order without. */
    private boolean grouped;

    private ForeignChain(List<ForeignLayer> layers, BiPredicate<Integer, ForeignLayer> fits) {
        this.layers = layers;
        this.fits = fits;
        precedes = new boolean[layers.size()][layers.size()];
        for (int i = 0; i < precedes.length; i++) {
            for (int j = 0; j < precedes.length; j++) {
                ForeignLayer a = layers.get(i);
                ForeignLayer b = layers.get(j);
                precedes[i][j] = a.kind() == b.kind()
                        ? LayerNames.precedes(a.name(), b.name())
                        : a.kind().compareTo(b.kind()) < 0;
            }
        }
    }

    /**
     * The layers with weights in the order of the network.
     *
     * @param layers all but normalization
     * @param content whose own order decides where names and sizes leave several
     * @param fits whether a layer can stand at a position
     * @param warnings takes what had to be assumed
     * @throws FormatException if there is no order, or several
     */
    static List<ForeignLayer> order(
            List<ForeignLayer> layers,
            StateDict content,
            BiPredicate<Integer, ForeignLayer> fits,
            List<String> warnings)
            throws FormatException {
        ForeignChain work = new ForeignChain(layers, fits);
        boolean[] taken = new boolean[layers.size()];
        work.extend(taken);
        if (work.orders.isEmpty()) {
            work.grouped = true;
            work.extend(taken);
        }
        FormatException.check(
                !work.orders.isEmpty() && !layers.isEmpty(),
                content.file(),
                "layers whose sizes fit one another",
                layers.stream()
                        .map(layer -> layer.name() + " " + layer.in() + "-" + layer.out())
                        .collect(Collectors.joining(", ")));
        if (work.orders.size() == 1 && work.attempts <= MOST_ATTEMPTS) {
            return work.orders.get(0);
        }
        List<ForeignLayer> recorded = new ArrayList<>(layers);
        List<String> names = List.copyOf(content.tensors().keySet());
        recorded.sort(Comparator.comparingInt(layer -> names.indexOf(layer.firstName())));
        if (content.ordered() && work.isOrder(recorded)) {
            warnings.add("names and sizes leave several orders of the layers; that of the file is taken: "
                    + LayerNames.list(recorded));
            return recorded;
        }
        throw new FormatException(
                content.file(),
                "names and sizes that leave one order of the layers (--input or --layers chooses)",
                work.orders.stream().limit(MOST_ORDERS).map(LayerNames::list).collect(Collectors.joining(" or ")));
    }

    /** Layers in an order that was asked for. */
    static List<ForeignLayer> named(List<ForeignLayer> layers, List<String> names, String file) throws FormatException {
        List<ForeignLayer> named = new ArrayList<>();
        for (String name : names) {
            layers.stream().filter(layer -> layer.name().equals(name)).forEach(named::add);
        }
        boolean all = named.size() == layers.size() && names.size() == layers.size();
        FormatException.check(all, file, "the layers " + String.join(", ", names), LayerNames.list(layers));
        for (int i = 1; i < named.size(); i++) {
            ForeignLayer layer = named.get(i);
            FormatException.check(
                    layer.follows(named.get(i - 1)) || layer.groups(named.get(i - 1)) > 0,
                    file,
                    "a layer that takes the " + named.get(i - 1).out() + " outputs of \"" + names.get(i - 1) + "\"",
                    "\"" + layer.name() + "\" with " + layer.in() + " inputs");
        }
        return named;
    }

    private void extend(boolean[] taken) {
        if (chain.size() == layers.size()) {
            orders.add(List.copyOf(chain));
            return;
        }
        for (int i = 0; i < taken.length && orders.size() <= MOST_ORDERS && attempts <= MOST_ATTEMPTS; i++) {
            if (!taken[i] && isNext(i, taken)) {
                attempts++;
                taken[i] = true;
                chain.add(layers.get(i));
                extend(taken);
                chain.remove(chain.size() - 1);
                taken[i] = false;
            }
        }
    }

    private boolean isNext(int candidate, boolean[] taken) {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && precedes[i][candidate]) {
                return false;
            }
        }
        ForeignLayer layer = layers.get(candidate);
        return fits.test(chain.size(), layer) && (chain.isEmpty() || follows(chain.get(chain.size() - 1), layer));
    }

    private boolean follows(ForeignLayer before, ForeignLayer layer) {
        return layer.follows(before) || grouped && layer.groups(before) > 0;
    }

    private boolean isOrder(List<ForeignLayer> order) {
        boolean[] taken = new boolean[layers.size()];
        chain.clear();
        for (ForeignLayer layer : order) {
            int index = layers.indexOf(layer);
            if (!isNext(index, taken)) {
                return false;
            }
            taken[index] = true;
            chain.add(layer);
        }
        return true;
    }

    /** All layers but normalization. */
    static List<ForeignLayer> weighted(List<ForeignLayer> layers) {
        return layers.stream().filter(layer -> !layer.isNorm()).collect(Collectors.toList());
    }
}
