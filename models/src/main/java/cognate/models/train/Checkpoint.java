package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.SafeTensors;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Layer;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Sequential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network on disk: its parameters and buffers under PyTorch's names, and metadata from which it is built again. One
 * that another program wrote is built from the names and shapes of its tensors, or as its user says.
 */
public final class Checkpoint {
    private final Architecture architecture;
    private final Sequential network;
    private final Shape input;
    private final Map<String, String> metadata;
    private final Map<String, String> names;
    private final List<String> warnings;

    private Checkpoint(
            Architecture architecture,
            Sequential network,
            Shape input,
            Map<String, String> metadata,
            Map<String, String> names,
            List<String> warnings) {
        this.architecture = architecture;
        this.network = network;
        this.input = input;
        this.metadata = metadata;
        this.names = Collections.unmodifiableMap(names);
        this.warnings = List.copyOf(warnings);
    }

    /** A checkpoint of this network; {@code notes} are kept beside the architecture, as task, seed or accuracy. */
    public static Checkpoint of(Architecture architecture, Sequential network, Map<String, String> notes) {
        return of(architecture, network, notes, Map.of(), List.of());
    }

    static Checkpoint of(
            Architecture architecture,
            Sequential network,
            Map<String, String> notes,
            Map<String, String> names,
            List<String> warnings) {
        Map<String, String> metadata = OwnCheckpoint.metadata(architecture, notes);
        return new Checkpoint(architecture, network, architecture.input(), metadata, names, warnings);
    }

    /** What a file of this program holds, its metadata as they stand there. */
    static Checkpoint read(Architecture architecture, Sequential network, StateDict content) {
        return new Checkpoint(
                architecture, network, architecture.input(), content.metadata(), Map.of(), content.notes());
    }

    /** A checkpoint of a network whose input nobody says. */
    static Checkpoint ofUnknownInput(
            Sequential network, Map<String, String> metadata, Map<String, String> names, List<String> warnings) {
        return new Checkpoint(null, network, null, metadata, names, warnings);
    }

    /**
     * Reads a checkpoint that {@link #write} wrote, or PyTorch after it.
     *
     * @throws FormatException if the file is malformed, has no such metadata, or holds other tensors than its
     *     architecture has, or numbers that are not finite
     */
    public static Checkpoint read(Path file) throws IOException {
        return OwnCheckpoint.read(StateDict.read(file));
    }

    /**
     * Reads any checkpoint, of safetensors or of {@code torch.save}; one that says how it was built needs no hints.
     *
     * @throws FormatException if the file is malformed, or its tensors are not those of a network that can be told from
     *     their names and shapes and the hints
     * @throws IllegalArgumentException if a specification among the hints is none, or does not fit their input
     */
    public static Checkpoint read(Path file, Hints hints) throws IOException {
        StateDict content = StateDict.read(file);
        Map<String, String> metadata = content.metadata();
        if (OwnCheckpoint.isMarked(metadata)) {
            return OwnCheckpoint.read(content);
        }
        List<String> warnings = new ArrayList<>(content.notes());
        if (OwnCheckpoint.saysHowItWasBuilt(metadata)) {
            try {
                return OwnCheckpoint.read(content); // as this program wrote them before it put its mark
            } catch (FormatException e) {
                warnings.add("metadata of a model are not this program's: " + e.getMessage());
            }
        }
        if (hints.model() != null) {
            return ForeignModel.read(content, hints);
        }
        if (hints.layers() == null && ForeignResidual.isOne(content)) {
            return ForeignResidual.read(content, hints);
        }
        ForeignCheckpoint foreign = ForeignCheckpoint.of(content, hints);
        warnings.addAll(foreign.warnings());
        return new Checkpoint(null, foreign.network(), foreign.input(), metadata, foreign.names(), warnings);
    }

    /** Reads a shape as in {@code 1x28x28}. */
    public static Shape shape(String text) {
        if (!text.matches("[1-9][0-9]{0,8}(x[1-9][0-9]{0,8}){0,3}")) {
            throw new IllegalArgumentException("input: expected a shape such as 1x28x28, found " + text);
        }
        return Shape.of(
                Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
    }

    /**
     * Writes the file whole or not at all, and its folder where it is missing; equal networks and notes give equal
     * bytes.
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Map<String, Tensor> state = network.state();
        if (architecture == null) {
            Map<String, Tensor> named = new LinkedHashMap<>();
            state.forEach((name, tensor) -> named.put(names.getOrDefault(name, name), tensor));
            state = named;
        }
        SafeTensors.of(state, metadata).write(file);
    }

    /** The architecture that the file or its user names; null of a network that was built from its tensors alone. */
    public Architecture architecture() {
        return architecture;
    }

    /** The architecture in words. */
    public String model() {
        return architecture != null
                ? architecture.model()
                : network.layers().stream()
                        .filter(layer -> !layer.parameters().isEmpty())
                        .map(Layer::toString)
                        .collect(Collectors.joining(" "));
    }

    /** Shape of one example of the data; null where neither file nor user tells it. */
    public Shape input() {
        return input;
    }

    /** Number of outputs. */
    public int classes() {
        if (architecture != null) {
            return architecture.classes();
        }
        int classes = 0;
        for (Tensor tensor : network.state().values()) {
            classes = tensor.rank() > 1 ? tensor.dim(0) : classes;
        }
        return classes;
    }

    /** The names in the file of parameters and buffers, by their names in the network where these differ. */
    public Map<String, String> names() {
        return names;
    }

    /** What of the file was left aside, had to be assumed, or is not known. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Data as the network looks at them.
     *
     * @throws IllegalArgumentException if the network does not take their examples
     */
    public Dataset view(Dataset data) {
        if (architecture != null) {
            return Inputs.of(Architecture.of(architecture.model(), data.inputShape(), architecture.classes()), data);
        }
        boolean recurrent = network.layers().get(0) instanceof Recurrent;
        Dataset view = recurrent && data.inputShape().rank() == 3 ? data.rows() : data;
        Shape shape = view.inputShape();
        boolean fits = input != null
                && (recurrent
                        ? shape.rank() == 2 && shape.dim(1) == input.dim(1)
                        : input.rank() == 3 ? shape.equals(input) : shape.size() == input.size());
        if (!fits) {
            throw new IllegalArgumentException("network: expected data of shape "
                    + (input == null ? "that is not known (--input says it)" : input) + ", found " + shape);
        }
        return view;
    }

    /** A checkpoint of this network's weights in another form, batch normalization folded. */
    public Checkpoint withFolded(Sequential folded) {
        if (architecture != null) {
            Map<String, String> notes = new LinkedHashMap<>(metadata);
            notes.remove(Population.SHA256); // of other weights
            return of(architecture.withoutBatchNorm(), folded, notes);
        }
        if (network.layers().stream().anyMatch(layer -> !layer.layers().isEmpty())) {
            throw new IllegalArgumentException("network: expected the shape of its input (--input), found none");
        }
        List<String> prefixes = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            if (!layer.parameters().isEmpty() && !(layer instanceof BatchNorm)) {
                String own = i + "." + layer.parameters().keySet().iterator().next();
                String name = names.get(own);
                prefixes.add(name.substring(0, name.lastIndexOf('.') + 1));
            }
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        int next = 0;
        for (int i = 0; i < folded.layers().size(); i++) {
            Layer layer = folded.layers().get(i);
            if (!layer.parameters().isEmpty()) {
                String prefix = prefixes.get(next++);
                int position = i;
                layer.parameters().keySet().forEach(name -> renamed.put(position + "." + name, prefix + name));
            }
        }
        return new Checkpoint(null, folded, input, metadata, renamed, warnings);
    }

    public Sequential network() {
        return network;
    }

    /** The notes and the architecture's entries. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** SHA-256 of its tensors, as {@link WeightsDigest} has it. */
    public String sha256() {
        return new WeightsDigest().add(this).sha256();
    }
}
