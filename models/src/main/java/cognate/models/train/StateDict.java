package cognate.models.train;

import cognate.engine.io.Decimal;
import cognate.engine.io.ElementType;
import cognate.engine.io.FormatException;
import cognate.engine.io.SafeTensors;
import cognate.engine.io.torch.TorchFile;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights in a file, whatever its container: safetensors or what {@code torch.save} writes, told by its first
 * bytes. Counters, masks and other buffers that no layer here has are left aside, and so is {@code module.} before
 * every name, which PyTorch's parallel training puts there.
 *
 * @param file as the user named it
 * @param tensors by name, all their numbers finite, in the order of the file
 * @param ordered whether that order says something: it is that of registration, and not sorted by names
 * @param metadata texts; none in PyTorch's own container
 * @param notes what was left aside, and why
 */
record StateDict(
        String file, Map<String, Tensor> tensors, boolean ordered, Map<String, String> metadata, List<String> notes) {
    private static final String COUNTER = "num_batches_tracked";
    /** A floating-point buffer by its name; a parameter is never called so. */
    private static final String BUFFER = "(.*[._])?mask";

    private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    static StateDict read(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.isReadable(file) && TorchFile.isOne(file)) {
            TorchFile content = TorchFile.read(file);
            return of(file, content.tensors(), content.types(), Map.of(), content.notes());
        }
        SafeTensors content = SafeTensors.read(file);
        return of(file, content.tensors(), content.types(), content.metadata(), List.of());
    }

    /** Of tensors and their types; the order of the types counts. */
    static StateDict of(
            Path file,
            Map<String, Tensor> tensors,
            Map<String, ElementType> types,
            Map<String, String> metadata,
            List<String> known)
            throws FormatException {
        List<String> notes = new ArrayList<>(known);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        int skip = wrapper(types);
        for (Map.Entry<String, ElementType> entry : types.entrySet()) {
            String name = entry.getKey().substring(skip);
            String leaf = name.substring(name.lastIndexOf('.') + 1);
            if (entry.getValue().isFloating() && !leaf.matches(BUFFER) && !leaf.equals(COUNTER)) {
                weights.put(name, finite(tensors.get(entry.getKey()), name, file));
            } else if (!leaf.equals(COUNTER)) { // every batch normalization has one
                notes.add("buffer \"" + name + "\" of type " + entry.getValue() + " is left aside");
            }
        }
        return new StateDict(file.toString(), weights, isOrdered(types), metadata, notes);
    }

    /** The length of what stands before every name. */
    private static int wrapper(Map<String, ElementType> types) {
        int skip = 0;
        for (boolean more = !types.isEmpty(); more; ) {
            more = false;
            for (String wrapper : WRAPPERS) {
                int from = skip;
                if (types.keySet().stream().allMatch(name -> name.startsWith(wrapper, from))) {
                    skip += wrapper.length();
                    more = true;
                }
            }
        }
        return skip;
    }

    /** The safetensors library sorts by type, then by name. */
    private static boolean isOrdered(Map<String, ElementType> types) {
        Map<ElementType, String> last = new EnumMap<>(ElementType.class);
        for (Map.Entry<String, ElementType> entry : types.entrySet()) {
            String before = last.put(entry.getValue(), entry.getKey());
            if (before != null && before.compareTo(entry.getKey()) > 0) {
                return true;
            }
        }
        return false;
    }

    private static Tensor finite(Tensor tensor, String name, Path file) throws FormatException {
        if (Reduce.allFinite(tensor)) {
            return tensor;
        }
        for (float value : tensor.array()) {
            if (!Float.isFinite(value)) {
                throw new FormatException(file, "finite numbers in tensor \"" + name + "\"", Decimal.text(value));
            }
        }
        return tensor;
    }
}
