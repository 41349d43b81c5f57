package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.SafeTensors;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network on disk: its parameters and buffers under PyTorch's names, and metadata from which it is built again. */
public final class Checkpoint {
    private static final String MODEL = "model";
    private static final String INPUT = "input";
    private static final String CLASSES = "classes";

    private final Architecture architecture;
    private final Sequential network;
    private final Map<String, String> metadata;

    private Checkpoint(Architecture architecture, Sequential network, Map<String, String> metadata) {
        this.architecture = architecture;
        this.network = network;
        this.metadata = metadata;
    }

    /** A checkpoint of this network; {@code notes} are kept beside the architecture, as task, seed or accuracy. */
    public static Checkpoint of(Architecture architecture, Sequential network, Map<String, String> notes) {
        Map<String, String> metadata = new LinkedHashMap<>(notes);
        metadata.put(MODEL, architecture.model());
        metadata.put(INPUT, dims(architecture.input()));
        metadata.put(CLASSES, Integer.toString(architecture.classes()));
        return new Checkpoint(architecture, network, metadata);
    }

    private static String dims(Shape shape) {
        return Arrays.toString(shape.toArray()).replaceAll("[\\[\\] ]", "").replace(',', 'x');
    }

    /**
     * Reads a checkpoint that {@link #write} wrote.
     *
     * @throws FormatException if the file is malformed, has no such metadata, or holds other tensors than its
     *     architecture has, or numbers that are not finite
     */
    public static Checkpoint read(Path file) throws IOException {
        return of(SafeTensors.readFinite(file), file);
    }

    /** As {@link #read}, of what was read from {@code file}. */
    public static Checkpoint of(SafeTensors content, Path file) throws FormatException {
        Map<String, String> metadata = content.metadata();
        Architecture architecture;
        try {
            architecture = Architecture.of(
                    entry(metadata, MODEL, file),
                    shape(entry(metadata, INPUT, file)),
                    Integer.parseInt(entry(metadata, CLASSES, file)));
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), "metadata of an architecture", e.getMessage());
        }
        Sequential network = architecture.build(RandomStream.of(0));
        fill(network.state(), content.tensors(), file);
        return new Checkpoint(architecture, network, metadata);
    }

    private static String entry(Map<String, String> metadata, String key, Path file) throws FormatException {
        String value = metadata.get(key);
        FormatException.check(value != null, file.toString(), "metadata \"" + key + "\"", "none");
        return value;
    }

    /** Reads a shape as in {@code 1x28x28}. */
    public static Shape shape(String text) {
        if (!text.matches("[1-9][0-9]{0,8}(x[1-9][0-9]{0,8}){0,3}")) {
            throw new IllegalArgumentException("input: expected a shape such as 1x28x28, found " + text);
        }
        return Shape.of(
                Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
    }

    private static void fill(Map<String, Tensor> target, Map<String, Tensor> source, Path file) throws FormatException {
        for (Map.Entry<String, Tensor> entry : target.entrySet()) {
            Tensor value = source.get(entry.getKey());
            String expected =
                    "tensor \"" + entry.getKey() + "\" " + entry.getValue().shape();
            FormatException.check(value != null, file.toString(), expected, "none of this name");
            boolean fits = value.shape().equals(entry.getValue().shape());
            FormatException.check(fits, file.toString(), expected, value.shape().toString());
            entry.getValue().copyFrom(value);
        }
        for (String name : source.keySet()) {
            FormatException.check(
                    target.containsKey(name), file.toString(), "tensors of its architecture", "also \"" + name + "\"");
        }
    }

    /**
     * Writes the file whole or not at all, and its folder where it is missing; equal networks and notes give equal
     * bytes.
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        SafeTensors.of(network.state(), metadata).write(file);
    }

    public Architecture architecture() {
        return architecture;
    }

    public Sequential network() {
        return network;
    }

    /** The notes and the architecture's entries. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Feeds the tensors in the checkpoint's order to a digest, as little-endian floats. */
    public void update(MessageDigest digest) {
        for (Tensor tensor : network.state().values()) {
            float[] values = tensor.toArray();
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        }
    }

    /** SHA-256 of the tensors in the checkpoint's order, as little-endian floats; in hexadecimal. */
    public String sha256() {
        MessageDigest digest = newSha256();
        update(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of several checkpoints, one after the other; in hexadecimal. */
    public static String sha256(Iterable<Checkpoint> checkpoints) {
        MessageDigest digest = newSha256();
        checkpoints.forEach(checkpoint -> checkpoint.update(digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
