package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A residual network whose checkpoint does not say how it was built, told by names and shapes: torchvision's
 * {@code layerN.M.convK}, {@code bnK}, {@code downsample} and {@code fc}, or {@code shortcut} and {@code linear}, as
 * networks for small images call them. It is one of {@link Architecture}'s residual families, tensor by tensor, or
 * refused.
 */
final class ForeignResidual {
    private static final Pattern BLOCK = Pattern.compile("layer([1-9])\\.([0-9]{1,3})\\.(.*)");
    private static final String STEM = "conv1.weight";
    private static final String HEAD = "fc.weight";
    /** Images of this size go through all families: where the file's user does not say the size of theirs. */
    private static final int ANY_SIZE = 64;

    private final StateDict content;
    private final Hints hints;
    /** By torchvision's names. */
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private final Map<String, String> names = new LinkedHashMap<>();
    /** Of each stage, the number of blocks. */
    private final Map<Integer, Integer> stages = new TreeMap<>();

    private ForeignResidual(StateDict content, Hints hints) {
        this.content = content;
        this.hints = hints;
        for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
            String name = entry.getKey();
            Tensor tensor = entry.getValue();
            String usual = name.replaceFirst("^(layer[1-9]\\.[0-9]{1,3}\\.)shortcut\\.", "$1downsample.")
                    .replaceFirst("^linear\\.", "fc.");
            if (tensors.putIfAbsent(usual, tensor) != null) {
                usual = name; // under both names: the second is besides the network
                tensors.put(usual, tensor);
            }
            names.put(usual, name);
            Matcher block = BLOCK.matcher(usual);
            if (block.matches()) {
                stages.merge(Integer.parseInt(block.group(1)), Integer.parseInt(block.group(2)) + 1, Math::max);
            }
        }
    }

    /** Whether stages of blocks stand between a first convolution and a linear layer, all under these names. */
    static boolean isOne(StateDict content) {
        ForeignResidual found = new ForeignResidual(content, Hints.NONE);
        Tensor stem = found.tensors.get(STEM);
        Tensor head = found.tensors.get(HEAD);
        return stem != null
                && stem.rank() == 4
                && head != null
                && head.rank() == 2
                && found.tensors.containsKey("layer1.0.conv2.weight")
                && found.tensors.containsKey("layer1.0.conv1.weight")
                && found.tensors.get("layer1.0.conv1.weight").rank() == 4;
    }

    /**
     * Builds the network and fills it.
     *
     * @throws FormatException if it is of no family that is known
     * @throws IllegalArgumentException if the input does not fit it
     */
    static Checkpoint read(StateDict content, Hints hints) throws FormatException {
        return new ForeignResidual(content, hints).read();
    }

    private Checkpoint read() throws FormatException {
        String model = model();
        Tensor head = tensors.get(HEAD);
        if (head.size() == 0) {
            throw unknown("a linear layer " + HEAD + " " + head.shape());
        }
        int width = tensors.get(STEM).dim(0);
        if (width != tensors.get("layer1.0.conv1.weight").dim(1)) {
            throw unknown("a stem of " + width + " channels before blocks that take "
                    + tensors.get("layer1.0.conv1.weight").dim(1));
        }
        int channels = tensors.get(STEM).dim(1);
        Shape input = hints.input() != null ? hints.input() : Shape.of(channels, ANY_SIZE, ANY_SIZE);
        Architecture architecture =
                Architecture.of(model, input, tensors.get(HEAD).dim(0));
        Sequential network = architecture.build();
        Map<String, Tensor> state = network.state();
        for (Map.Entry<String, Tensor> entry : state.entrySet()) {
            Tensor own = tensors.get(entry.getKey());
            if (own == null || !own.shape().equals(entry.getValue().shape())) {
                throw unknown("no " + entry.getKey() + " " + entry.getValue().shape() + " of a " + model);
            }
            entry.getValue().copyFrom(own);
        }
        Set<String> others = new TreeSet<>(tensors.keySet());
        others.removeAll(state.keySet());
        if (!others.isEmpty()) {
            throw unknown(names.get(others.iterator().next()) + " besides a " + model);
        }
        List<String> warnings = new ArrayList<>(content.notes());
        warnings.add(
                "by its names and shapes taken for " + model + ", whose strides, pooling and sums they do not show");
        Map<String, String> renamed = new LinkedHashMap<>();
        names.forEach((usual, name) -> {
            if (!usual.equals(name)) {
                renamed.put(usual, name);
            }
        });
        return hints.input() != null
                ? Checkpoint.of(architecture, network, content.metadata(), renamed, warnings)
                : Checkpoint.ofUnknownInput(network, content.metadata(), renamed, warnings);
    }

    private String model() throws FormatException {
        Tensor stem = tensors.get(STEM);
        List<Integer> blocks = new ArrayList<>(stages.values());
        boolean bottleneck = tensors.containsKey("layer1.0.conv3.weight");
        int kernel = stem.dim(2);
        int width = stem.dim(0);
        String suffix = tensors.containsKey("fc.bias") ? "" : "/no-bias";
        if (!tensors.containsKey("bn1.weight")) {
            suffix += "/folded";
        }
        if (kernel == 7 && !bottleneck && blocks.equals(List.of(2, 2, 2, 2))) {
            return "resnet18:" + width + suffix;
        }
        if (kernel == 7 && bottleneck && blocks.equals(List.of(3, 4, 6, 3))) {
            return "resnet50:" + width + suffix;
        }
        if (kernel == 3 && !bottleneck && blocks.equals(Collections.nCopies(3, blocks.get(0)))) {
            boolean projected = tensors.containsKey("layer2.0.downsample.0.weight");
            boolean normalized = tensors.containsKey("layer2.0.downsample.1.weight") || suffix.endsWith("folded");
            String shortcut = projected ? normalized ? "" : "/plain-shortcut" : "/pad-shortcut";
            return "resnet:" + (6 * blocks.get(0) + 2) + "x" + width + shortcut + suffix;
        }
        throw unknown("a " + kernel + "x" + kernel + " stem and stages of " + blocks
                + (bottleneck ? " bottleneck blocks" : " basic blocks"));
    }

    private FormatException unknown(String found) {
        return new FormatException(
                content.file(),
                "a residual network that is known (7x7 stem: resnet18, resnet50; 3x3 stem, three stages of as many basic"
                        + " blocks: resnet:DEPTH)",
                found);
    }
}
