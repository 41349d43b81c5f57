package cognate.engine.io.torch;

import cognate.engine.io.ElementType;
import cognate.engine.io.FormatException;
import cognate.engine.io.torch.PickleValue.Storage;
import cognate.engine.io.torch.PickleValue.View;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A tensor's elements in a storage, checked to lie within it. */
record TensorLayout(ElementType type, Shape shape, int offset, int[] strides, long bytes, String where) {
    static TensorLayout of(View view, String where) throws FormatException {
        Storage storage = view.storage();
        ElementType type = view.type();
        FormatException.check(type != null, where, "a storage of a known type", storage.typeName());
        long width = TorchNames.isUntyped(storage) ? 1 : type.bytes();
        long count = storage.count();
        FormatException.check(
                count >= 0 && count <= Integer.MAX_VALUE / width,
                where,
                "a storage of at most 2^31 - 1 bytes",
                count + " elements");
        Shape shape = shape(view.sizes(), where);
        int[] strides = new int[shape.rank()];
        long elements = count * width / type.bytes();
        boolean within = view.strides().length == strides.length && view.offset() >= 0;
        long last = view.offset();
        for (int i = 0; i < strides.length && within; i++) {
            if (shape.dim(i) > 1) {
                within = view.strides()[i] >= 0 && view.strides()[i] <= elements && last <= elements;
                last += within ? (shape.dim(i) - 1) * view.strides()[i] : 0; // below 2^63: all three are below 2^31
                strides[i] = within ? (int) view.strides()[i] : 0;
            }
        }
        FormatException.check(
                shape.size() == 0 || within && last < elements,
                where,
                "elements within a storage of " + elements,
                "sizes " + Arrays.toString(view.sizes()) + ", strides " + Arrays.toString(view.strides()) + ", offset "
                        + view.offset());
        int offset = shape.size() == 0 ? 0 : (int) view.offset();
        return new TensorLayout(type, shape, offset, strides, count * width, where);
    }

    private static Shape shape(long[] sizes, String where) throws FormatException {
        int[] dims = new int[sizes.length];
        long product = 1;
        boolean small = true;
        for (int i = 0; i < dims.length && small; i++) {
            small = sizes[i] >= 0 && sizes[i] <= Integer.MAX_VALUE;
            product *= small ? Math.max(1, sizes[i]) : 1; // below 2^62: checked after every factor
            small &= product <= Integer.MAX_VALUE;
            dims[i] = (int) sizes[i];
        }
        FormatException.check(small, where, "at most 2^31 - 1 elements", "sizes " + Arrays.toString(sizes));
        return Shape.of(dims);
    }

    /** The elements in row-major order, as float. */
    Tensor read(ByteBuffer storage) throws FormatException {
        FormatException.check(
                storage.capacity() == bytes, where, "a storage of " + bytes + " bytes", storage.capacity());
        Tensor tensor = Tensor.zeros(shape);
        float[] values = tensor.array();
        int[] index = new int[strides.length];
        int at = offset;
        for (int i = 0; i < values.length; i++) {
            values[i] = type.get(storage, at * type.bytes());
            for (int d = index.length - 1; d >= 0; d--) {
                at += strides[d];
                if (++index[d] < shape.dim(d)) {
                    break;
                }
                at -= strides[d] * index[d];
                index[d] = 0;
            }
        }
        return tensor;
    }
}
