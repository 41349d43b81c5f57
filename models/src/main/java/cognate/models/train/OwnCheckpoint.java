package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How this program says in a checkpoint's metadata what network it holds, and builds it again. */
final class OwnCheckpoint {
    /** What no other program's metadata have: the version of ours. */
    private static final String MARK = "cognate";

    private static final String VERSION = "1";
    private static final String MODEL = "model";
    private static final String INPUT = "input";
    private static final String CLASSES = "classes";

    private OwnCheckpoint() {}

    /** The notes, and the architecture's entries. */
    static Map<String, String> metadata(Architecture architecture, Map<String, String> notes) {
        Map<String, String> metadata = new LinkedHashMap<>(notes);
        metadata.put(MARK, VERSION);
        metadata.put(MODEL, architecture.model());
        metadata.put(INPUT, dims(architecture.input()));
        metadata.put(CLASSES, Integer.toString(architecture.classes()));
        return metadata;
    }

    private static String dims(Shape shape) {
        return Arrays.toString(shape.toArray()).replaceAll("[\\[\\] ]", "").replace(',', 'x');
    }

    /** Whether this program wrote it. */
    static boolean isMarked(Map<String, String> metadata) {
        return metadata.containsKey(MARK);
    }

    /** Whether the entries of an architecture are there, as this program wrote them before it put its mark. */
    static boolean saysHowItWasBuilt(Map<String, String> metadata) {
        return metadata.containsKey(MODEL) && metadata.containsKey(INPUT) && metadata.containsKey(CLASSES);
    }

    /**
     * The network that the metadata name, filled with the file's tensors.
     *
     * @throws FormatException if they name none, or the tensors are not its own
     */
    static Checkpoint read(StateDict content) throws FormatException {
        Map<String, String> metadata = content.metadata();
        Architecture architecture;
        try {
            architecture = Architecture.of(
                    entry(metadata, MODEL, content.file()),
                    Checkpoint.shape(entry(metadata, INPUT, content.file())),
                    Integer.parseInt(entry(metadata, CLASSES, content.file())));
        } catch (IllegalArgumentException e) {
            throw new FormatException(content.file(), "metadata of an architecture", e.getMessage());
        }
        Sequential network = architecture.build();
        fill(network.state(), content.tensors(), content.file());
        return Checkpoint.read(architecture, network, content);
    }

    private static String entry(Map<String, String> metadata, String key, String file) throws FormatException {
        String value = metadata.get(key);
        FormatException.check(value != null, file, "metadata \"" + key + "\"", "none");
        return value;
    }

    private static void fill(Map<String, Tensor> target, Map<String, Tensor> source, String file)
            throws FormatException {
        for (Map.Entry<String, Tensor> entry : target.entrySet()) {
            Tensor value = source.get(entry.getKey());
            String expected =
                    "tensor \"" + entry.getKey() + "\" " + entry.getValue().shape();
            FormatException.check(value != null, file, expected, "none of this name");
            boolean fits = value.shape().equals(entry.getValue().shape());
            FormatException.check(fits, file, expected, value.shape().toString());
            entry.getValue().copyFrom(value);
        }
        for (String name : source.keySet()) {
            FormatException.check(
                    target.containsKey(name), file, "tensors of its architecture", "also \"" + name + "\"");
        }
    }
}
