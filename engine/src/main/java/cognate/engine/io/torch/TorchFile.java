package cognate.engine.io.torch;

import cognate.engine.io.ElementType;
import cognate.engine.io.FormatException;
import cognate.engine.io.torch.PickleValue.Dict;
import cognate.engine.io.torch.PickleValue.Opaque;
import cognate.engine.io.torch.PickleValue.View;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state dict in a file that {@code torch.save} wrote ({@code .pt}, {@code .pth}, {@code .ckpt}): its tensors by
 * name, in the order in which they were registered. It is the dictionary itself, or one below the keys
 * {@code state_dict}, {@code model_state_dict}, {@code model} or {@code module}; whatever else the file holds is passed
 * over.
 */
public final class TorchFile {
    private static final List<String> KEYS = List.of("state_dict", "model_state_dict", "model", "module");
    private static final int MOST_LEVELS = 4;
    private static final int MOST_TENSORS = 1 << 16;
    private static final long LONGEST_PICKLE = 32 << 20;
    /** A byte can become a float, and tied weights stand in a file once: tensors may take so much more memory. */
    private static final int MOST_GROWTH = 8;

    private static final int LEAST_MEMORY = 1 << 20;

    private final Path file;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, ElementType> types = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private TorchFile(Path file) {
        this.file = file;
    }

    /** Whether a file begins as those of {@code torch.save} do, those before PyTorch 1.6 included. */
    public static boolean isOne(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(9);
        }
        return isZip(head) || isPickle(head);
    }

    private static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /** The header of a safetensors file may be as long as the same two bytes say, and begins with a brace. */
    private static boolean isPickle(byte[] head) {
        return head.length > 8 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5 && head[8] != '{';
    }

    /**
     * Reads the state dict. Nothing in the file is executed.
     *
     * @throws FormatException if there is none, it holds an object that is no tensor, number or text, the file is
     *     malformed or in the format before PyTorch 1.6
     */
    public static TorchFile read(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(9);
        }
        if (isPickle(head)) {
            throw new FormatException(
                    file,
                    "the zip archive that torch.save writes since PyTorch 1.6 (to save it anew there: "
                            + "torch.save(torch.load(\"" + file.getFileName() + "\"), \"new.pt\"))",
                    "the pickle of an older version");
        }
        TorchFile result = new TorchFile(file);
        try (TorchArchive archive = TorchArchive.open(file)) {
            byte[] pickle = archive.bytes(TorchArchive.PICKLE, LONGEST_PICKLE);
            String where = archive.where(TorchArchive.PICKLE);
            result.read(result.stateDict(Pickle.load(pickle, where), where), archive);
        }
        return result;
    }

    private Dict stateDict(Object root, String where) throws FormatException {
        Object found = root;
        String path = "";
        for (int level = 0; level < MOST_LEVELS && found instanceof Dict; level++) {
            Map<String, Object> entries = ((Dict) found).entries();
            String key = KEYS.stream()
                    .filter(name -> entries.get(name) instanceof Dict || entries.get(name) instanceof Opaque)
                    .findFirst()
                    .orElse(null);
            if (key == null) {
                break;
            }
            found = entries.get(key);
            path += (path.isEmpty() ? "" : ".") + key;
        }
        boolean tensors = found instanceof Dict
                && ((Dict) found).entries().values().stream().anyMatch(value -> value instanceof View);
        FormatException.check(
                tensors,
                where,
                "a state dict, as model.state_dict() gives it, alone or under one of the keys " + KEYS,
                PickleValue.describe(found) + (path.isEmpty() ? "" : " under " + path));
        if (!path.isEmpty()) {
            notes.add("the state dict under " + path + " is taken");
        }
        return (Dict) found;
    }

    private void read(Dict stateDict, TorchArchive archive) throws IOException {
        Map<String, List<String>> byStorage = new LinkedHashMap<>();
        Map<String, View> views = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : stateDict.entries().entrySet()) {
            String name = entry.getKey();
            Object value = entry.getValue();
            if (value instanceof View) {
                check(views.size() < MOST_TENSORS, "at most " + MOST_TENSORS + " tensors", "more");
                views.put(name, (View) value);
            } else {
                boolean plain =
                        value == null || value instanceof Number || value instanceof String || value instanceof Boolean;
                check(plain, "a tensor \"" + name + "\"", PickleValue.describe(value));
                notes.add("\"" + name + "\" is no tensor and is left aside");
            }
        }
        long budget =
                Math.min(Runtime.getRuntime().maxMemory() / 2, Math.max(LEAST_MEMORY, MOST_GROWTH * archive.length()));
        for (Map.Entry<String, View> entry : views.entrySet()) {
            TensorLayout layout = TensorLayout.of(entry.getValue(), file + ": tensor \"" + entry.getKey() + "\"");
            types.put(entry.getKey(), layout.type());
            if (layout.type().isReadable()) {
                budget -= 4L * layout.shape().size();
                check(budget >= 0, "tensors that fit the length of the file, or half of the memory", "larger ones");
                tensors.put(entry.getKey(), null); // the order of the file
                byStorage
                        .computeIfAbsent(entry.getValue().storage().key(), key -> new ArrayList<>())
                        .add(entry.getKey());
            }
        }
        ByteOrder order = archive.byteOrder();
        for (Map.Entry<String, List<String>> storage : byStorage.entrySet()) {
            byte[] bytes = archive.bytes("data/" + storage.getKey(), Integer.MAX_VALUE - 8);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
            for (String name : storage.getValue()) {
                TensorLayout layout = TensorLayout.of(views.get(name), file + ": tensor \"" + name + "\"");
                tensors.put(name, layout.read(buffer));
            }
        }
    }

    private void check(boolean holds, String expected, String found) throws FormatException {
        if (!holds) {
            throw new FormatException(file, expected, found);
        }
    }

    /** The tensors by name, contiguous and each with an array of its own. */
    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** The types that the file has of all its tensors, also of those that cannot be read. */
    public Map<String, ElementType> types() {
        return Collections.unmodifiableMap(types);
    }

    /** Where the state dict was found, and what of it was left aside. */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }
}
