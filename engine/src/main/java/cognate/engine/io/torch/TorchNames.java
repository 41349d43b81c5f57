package cognate.engine.io.torch;

import cognate.engine.io.ElementType;
import cognate.engine.io.FormatException;
import cognate.engine.io.torch.PickleValue.Dict;
import cognate.engine.io.torch.PickleValue.Global;
import cognate.engine.io.torch.PickleValue.Opaque;
import cognate.engine.io.torch.PickleValue.Storage;
import cognate.engine.io.torch.PickleValue.View;
import java.util.Map;

/** The names that a state dict's pickle calls, and what they make of their arguments. */
final class TorchNames {
    private static final Map<String, ElementType> STORAGES = Map.ofEntries(
            Map.entry("torch.FloatStorage", ElementType.F32),
            Map.entry("torch.DoubleStorage", ElementType.F64),
            Map.entry("torch.HalfStorage", ElementType.F16),
            Map.entry("torch.BFloat16Storage", ElementType.BF16),
            Map.entry("torch.LongStorage", ElementType.I64),
            Map.entry("torch.IntStorage", ElementType.I32),
            Map.entry("torch.ShortStorage", ElementType.I16),
            Map.entry("torch.CharStorage", ElementType.I8),
            Map.entry("torch.ByteStorage", ElementType.U8),
            Map.entry("torch.BoolStorage", ElementType.BOOL),
            Map.entry("torch.ComplexFloatStorage", ElementType.C64),
            Map.entry("torch.ComplexDoubleStorage", ElementType.C128));
    private static final Map<String, ElementType> DTYPES = Map.ofEntries(
            Map.entry("torch.float32", ElementType.F32),
            Map.entry("torch.float64", ElementType.F64),
            Map.entry("torch.float16", ElementType.F16),
            Map.entry("torch.bfloat16", ElementType.BF16),
            Map.entry("torch.int64", ElementType.I64),
            Map.entry("torch.int32", ElementType.I32),
            Map.entry("torch.int16", ElementType.I16),
            Map.entry("torch.int8", ElementType.I8),
            Map.entry("torch.uint8", ElementType.U8),
            Map.entry("torch.bool", ElementType.BOOL),
            Map.entry("torch.uint16", ElementType.U16),
            Map.entry("torch.uint32", ElementType.U32),
            Map.entry("torch.uint64", ElementType.U64),
            Map.entry("torch.float8_e4m3fn", ElementType.F8_E4M3),
            Map.entry("torch.float8_e5m2", ElementType.F8_E5M2),
            Map.entry("torch.complex64", ElementType.C64),
            Map.entry("torch.complex128", ElementType.C128));
    private static final String UNTYPED = "torch.storage.UntypedStorage";
    private static final int MOST_DIMENSIONS = 64;

    private TorchNames() {}

    /** What a call makes; of a name that is not known, something opaque. */
    static Object call(Object callee, Object arguments, String where) throws FormatException {
        String name = callee instanceof Global ? ((Global) callee).name() : PickleValue.describe(callee);
        Object[] values = arguments instanceof Object[] ? (Object[]) arguments : new Object[0];
        if (!(callee instanceof Global)) {
            return new Opaque("a result of " + name);
        }
        switch (name) {
            case "collections.OrderedDict":
                return values.length == 0 ? new Dict() : new Opaque(name);
            case "torch._utils._rebuild_tensor":
            case "torch._utils._rebuild_tensor_v2":
            case "torch._utils._rebuild_tensor_v3":
                return view(name, values, where);
            case "torch._utils._rebuild_parameter":
            case "torch._utils._rebuild_parameter_with_state":
                FormatException.check(values.length > 0, where, "the tensor of " + name, "none");
                return values[0];
            case "torch.Size":
                return values.length == 1 ? values[0] : new Opaque(name);
            default:
                return new Opaque(name);
        }
    }

    private static View view(String name, Object[] values, String where) throws FormatException {
        boolean complete = values.length >= 4 && values[0] instanceof Storage && values[1] instanceof Long;
        FormatException.check(complete, where, "storage, offset, size and stride for " + name, "others");
        Storage storage = (Storage) values[0];
        ElementType type = storage.type();
        if (name.endsWith("_v3") && values.length > 6) {
            type = values[6] instanceof Global ? DTYPES.get(((Global) values[6]).name()) : null;
        }
        return new View(storage, type, (Long) values[1], longs(values[2], where), longs(values[3], where));
    }

    private static long[] longs(Object value, String where) throws FormatException {
        boolean few = value instanceof Object[] && ((Object[]) value).length <= MOST_DIMENSIONS;
        FormatException.check(few, where, "a tensor of at most " + MOST_DIMENSIONS + " dimensions", "others");
        Object[] tuple = (Object[]) value;
        long[] longs = new long[tuple.length];
        for (int i = 0; i < longs.length; i++) {
            FormatException.check(
                    tuple[i] instanceof Long, where, "sizes and strides of a tensor", PickleValue.describe(tuple[i]));
            longs[i] = (Long) tuple[i];
        }
        return longs;
    }

    /** The storage of a persistent id {@code ('storage', type, key, location, count)}. */
    static Storage storage(Object id, String where) throws FormatException {
        Object[] values = id instanceof Object[] ? (Object[]) id : new Object[0];
        boolean complete = values.length >= 5
                && "storage".equals(values[0])
                && values[1] instanceof Global
                && values[2] instanceof String
                && values[4] instanceof Long;
        FormatException.check(complete, where, "the type, key, location and size of a storage", "others");
        String type = ((Global) values[1]).name();
        return new Storage(STORAGES.get(type), type, (String) values[2], (Long) values[4]);
    }

    static boolean isUntyped(Storage storage) {
        return storage.typeName().equals(UNTYPED);
    }
}
