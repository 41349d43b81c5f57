package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Layer;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Sequential;
import cognate.models.train.ForeignLayer.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A network whose checkpoint does not say how it was built, but whose user does: its tensors by a specification. */
final class ForeignModel {
    private final StateDict content;
    private final Hints hints;
    private final List<ForeignLayer> layers;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private ForeignModel(StateDict content, Hints hints) throws FormatException {
        this.content = content;
        this.hints = hints;
        this.layers = ForeignLayer.group(content.tensors(), content.file());
    }

    /**
     * Builds the network and fills it.
     *
     * @throws FormatException if the tensors are not those of the specification, in one order
     * @throws IllegalArgumentException if the specification is none, or the input does not fit it
     */
    static Checkpoint read(StateDict content, Hints hints) throws FormatException {
        Checkpoint named = named(content, hints);
        if (named != null) {
            return named;
        }
        ForeignModel model = new ForeignModel(content, hints);
        IllegalArgumentException refused = null;
        List<Integer> classes = model.layers.stream()
                .filter(layer -> layer.kind() == Kind.LINEAR)
                .map(ForeignLayer::out)
                .distinct()
                .collect(Collectors.toList());
        for (int count : classes) {
            try {
                Architecture architecture = Architecture.of(hints.model(), input(hints), count);
                Sequential network = architecture.build();
                if (model.fits(network)) {
                    model.fill(network);
                    return Checkpoint.of(
                            architecture, network, content.metadata(), model.names, model.warnings(content.notes()));
                }
            } catch (IllegalArgumentException e) {
                refused = e;
            }
        }
        if (refused != null && classes.size() == 1) {
            throw refused;
        }
        throw new FormatException(
                content.file(),
                "the layers of " + hints.model(),
                model.layers.stream()
                        .map(layer -> layer.name() + " " + layer.in() + "-" + layer.out())
                        .collect(Collectors.joining(", ")));
    }

    /** The network of a specification whose names and shapes are all the file's, as a residual one's; else null. */
    private static Checkpoint named(StateDict content, Hints hints) {
        Shape input = input(hints);
        int[] classes = content.tensors().values().stream()
                .filter(tensor -> tensor.rank() == 2)
                .mapToInt(tensor -> tensor.dim(0))
                .distinct()
                .toArray();
        for (int count : classes) {
            Architecture architecture;
            try {
                architecture = Architecture.of(hints.model(), input, count);
            } catch (IllegalArgumentException e) {
                continue; // said where no other way is left
            }
            Sequential network = architecture.build();
            Map<String, Tensor> state = network.state();
            if (shapes(state).equals(shapes(content.tensors()))) {
                state.forEach(
                        (name, tensor) -> tensor.copyFrom(content.tensors().get(name)));
                return Checkpoint.of(architecture, network, content.metadata(), Map.of(), content.notes());
            }
        }
        return null;
    }

    private static Map<String, Shape> shapes(Map<String, Tensor> tensors) {
        Map<String, Shape> shapes = new HashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    private List<String> warnings(List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(warnings);
        return all;
    }

    private static Shape input(Hints hints) {
        if (hints.input() != null) {
            return hints.input();
        }
        if (hints.model().matches("mlp:[1-9][0-9]{0,5}-.*")) {
            return Shape.of(Integer.parseInt(hints.model().replaceAll("^mlp:|-.*", "")));
        }
        throw new IllegalArgumentException(
                "model " + hints.model() + ": expected the shape of its input (--input), found none");
    }

    private static List<Layer> weighted(Sequential network) {
        return network.layers().stream()
                .filter(layer -> !layer.parameters().isEmpty() && !(layer instanceof BatchNorm))
                .collect(Collectors.toList());
    }

    private boolean fits(Sequential network) {
        List<ForeignLayer> left = new ArrayList<>(ForeignChain.weighted(layers));
        List<Layer> expected = weighted(network);
        for (Layer layer : expected) {
            left.stream()
                    .filter(candidate -> fits(layer, candidate))
                    .findFirst()
                    .ifPresent(left::remove);
        }
        long norms = network.layers().stream()
                .filter(layer -> layer instanceof BatchNorm)
                .count();
        return left.isEmpty() && expected.size() + norms == layers.size();
    }

    private static boolean fits(Layer layer, ForeignLayer found) {
        if (layer instanceof Recurrent) {
            return found.kind() == Kind.RECURRENT
                    && layer.parameters().entrySet().stream().allMatch(parameter -> {
                        Tensor source = found.tensors().get(parameter.getKey());
                        return source == null
                                ? parameter.getKey().startsWith("bias")
                                : source.shape().equals(parameter.getValue().shape());
                    })
                    && layer.parameters().keySet().containsAll(found.tensors().keySet());
        }
        return found.kind() != Kind.RECURRENT
                && found.weight()
                        .shape()
                        .equals(layer.parameters().get("weight").shape());
    }

    private void fill(Sequential network) throws FormatException {
        List<Layer> expected = weighted(network);
        List<ForeignLayer> weighted = ForeignChain.weighted(layers);
        List<ForeignLayer> chain = hints.layers() != null
                ? ForeignChain.named(weighted, hints.layers(), content.file())
                : ForeignChain.order(
                        weighted,
                        content,
                        (position, layer) -> position < expected.size() && fits(expected.get(position), layer),
                        warnings);
        Map<ForeignLayer, ForeignLayer> norms = ForeignNorms.behind(layers, chain, content.file(), warnings);
        int next = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            if (layer instanceof BatchNorm) {
                ForeignLayer norm = norms.get(chain.get(next - 1));
                FormatException.check(
                        norm != null,
                        content.file(),
                        "batch normalization behind \"" + chain.get(next - 1).name() + "\"",
                        "none");
                copy(layer, i, norm);
            } else if (!layer.parameters().isEmpty()) {
                copy(layer, i, chain.get(next++));
            }
        }
    }

    /** A bias that the file lacks is 0. */
    private void copy(Layer layer, int position, ForeignLayer source) throws FormatException {
        FormatException.check(
                layer instanceof BatchNorm || fits(layer, source),
                content.file(),
                "the weights of layer " + position + " " + layer,
                "those of \"" + source.name() + "\"");
        Map<String, Tensor> state = new LinkedHashMap<>(layer.buffers());
        layer.parameters().forEach((name, parameter) -> state.put(name, parameter.value()));
        state.forEach((name, target) -> {
            Tensor value = source.tensors().get(name);
            if (value == null) {
                Elementwise.fill(target, 0);
            } else {
                target.copyFrom(value);
            }
            names.put(position + "." + name, source.prefix() + name);
        });
    }
}
