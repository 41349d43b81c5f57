package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.NaturalOrder;
import cognate.models.train.ForeignLayer.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The order of layers in a network of which only names and sizes are known. */
final class ForeignChain {
    /** No more attempts are made to bring layers into an order; names in their natural order need one each. */
    private static final int MOST_ATTEMPTS = 10_000;

    private final List<ForeignLayer> chain = new ArrayList<>();
    private final List<ForeignLayer> rest = new ArrayList<>();
    private int attempts;

    private ForeignChain(List<ForeignLayer> layers) {
        for (Kind kind : List.of(Kind.CONVOLUTION, Kind.RECURRENT, Kind.LINEAR)) {
            layers.stream().filter(layer -> layer.kind() == kind).forEach(rest::add);
        }
    }

    /**
     * The layers with weights in the order of the network: convolutions, recurrent layers, linear layers, each by their
     * names unless only another order fits their sizes.
     */
    static List<ForeignLayer> order(List<ForeignLayer> layers, String file) throws FormatException {
        ForeignChain work = new ForeignChain(layers);
        FormatException.check(
                !work.rest.isEmpty() && work.extend(),
                file,
                "layers whose sizes fit one another",
                work.rest.stream()
                        .map(layer -> layer.name() + " " + layer.in() + "-" + layer.out())
                        .collect(Collectors.joining(", ")));
        return work.chain;
    }

    private boolean extend() {
        if (rest.isEmpty()) {
            return true;
        }
        Kind kind = rest.get(0).kind();
        for (int i = 0; i < rest.size() && rest.get(i).kind() == kind; i++) {
            if (follows(rest.get(i)) && ++attempts <= MOST_ATTEMPTS) {
                chain.add(rest.remove(i));
                if (extend()) {
                    return true;
                }
                rest.add(i, chain.remove(chain.size() - 1));
            }
        }
        return false;
    }

    private boolean follows(ForeignLayer layer) {
        if (chain.isEmpty()) {
            return true;
        }
        ForeignLayer before = chain.get(chain.size() - 1);
        boolean flattened = before.kind() == Kind.CONVOLUTION && layer.kind() == Kind.LINEAR;
        return flattened ? layer.in() % before.out() == 0 : layer.in() == before.out();
    }

    /**
     * The batch normalization behind each layer that has one: behind the layer before it in a numbered sequence,
     * otherwise behind the first that is left with as many outputs.
     */
    static Map<ForeignLayer, ForeignLayer> norms(List<ForeignLayer> layers, List<ForeignLayer> chain, String file)
            throws FormatException {
        Map<ForeignLayer, ForeignLayer> norms = new LinkedHashMap<>();
        int next = 0;
        for (ForeignLayer norm : layers) {
            if (norm.kind() == Kind.BATCH_NORM) {
                int found = -1;
                for (int i = next; i < chain.size(); i++) {
                    boolean fits =
                            chain.get(i).out() == norm.out() && chain.get(i).kind() != Kind.RECURRENT;
                    if (fits && (found < 0 || precedes(chain.get(i).name(), norm.name()))) {
                        found = i;
                    }
                }
                FormatException.check(
                        found >= 0,
                        file,
                        "a layer with " + norm.out() + " outputs before batch normalization \"" + norm.name() + "\"",
                        "none");
                norms.put(chain.get(found), norm);
                next = found + 1;
            }
        }
        return norms;
    }

    private static boolean precedes(String layer, String norm) {
        String sequence = norm.replaceFirst("[0-9]+$", "");
        return (sequence.isEmpty() || sequence.endsWith("."))
                && layer.startsWith(sequence)
                && layer.substring(sequence.length()).matches("[0-9]+")
                && NaturalOrder.INSTANCE.compare(layer, norm) < 0;
    }
}
