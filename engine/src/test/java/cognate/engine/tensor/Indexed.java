package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The plainest view there can be: the position of every element in a list, in row-major order. */
final class Indexed {
    final int[] dims;
    final int[] positions;

    Indexed(int[] dims, int[] positions) {
        this.dims = dims;
        this.positions = positions;
    }

    static Indexed rowMajor(int offset, int... dims) {
        int[] positions = new int[indices(dims).size()];
        Arrays.setAll(positions, i -> offset + i);
        return new Indexed(dims, positions);
    }

    /** All indices of a shape in row-major order. */
    static List<int[]> indices(int... dims) {
        List<int[]> indices = List.of(new int[0]);
        for (int dim : dims) {
            List<int[]> longer = new ArrayList<>();
            for (int[] index : indices) {
                for (int i = 0; i < dim; i++) {
                    int[] next = Arrays.copyOf(index, index.length + 1);
                    next[index.length] = i;
                    longer.add(next);
                }
            }
            indices = longer;
        }
        return indices;
    }

    /** The view whose element at an index is this one's at {@code source} of that index. */
    Indexed view(int[] newDims, Function<int[], int[]> source) {
        List<int[]> own = indices(dims);
        int[] result = indices(newDims).stream()
                .mapToInt(index -> {
                    int[] wanted = source.apply(index);
                    for (int i = 0; i < positions.length; i++) {
                        if (Arrays.equals(own.get(i), wanted)) {
                            return positions[i];
                        }
                    }
                    throw new AssertionError(Arrays.toString(wanted) + " of " + Arrays.toString(dims));
                })
                .toArray();
        return new Indexed(newDims, result);
    }

    Indexed slice(int dim, int from, int to) {
        int[] newDims = dims.clone();
        newDims[dim] = to - from;
        return view(newDims, index -> {
            int[] source = index.clone();
            source[dim] += from;
            return source;
        });
    }

    Indexed select(int dim, int at) {
        return view(without(dims, dim), index -> with(index, dim, at));
    }

    Indexed unsqueeze(int dim) {
        return view(with(dims, dim, 1), index -> without(index, dim));
    }

    Indexed permute(int... order) {
        int[] newDims = new int[order.length];
        Arrays.setAll(newDims, i -> dims[order[i]]);
        return view(newDims, index -> {
            int[] source = new int[index.length];
            for (int i = 0; i < order.length; i++) {
                source[order[i]] = index[i];
            }
            return source;
        });
    }

    Indexed expand(int... larger) {
        return view(larger, index -> {
            int[] source = new int[dims.length];
            int added = larger.length - dims.length;
            Arrays.setAll(source, i -> dims[i] == 1 ? 0 : index[added + i]);
            return source;
        });
    }

    Indexed reshape(int... other) {
        return new Indexed(other, positions);
    }

    /** Whether the positions are those that an offset and strides give. */
    boolean isStrided() {
        List<int[]> indices = indices(dims);
        for (int i = 0; i < positions.length; i++) {
            int position = positions[0];
            for (int d = 0; d < dims.length; d++) {
                int[] second = new int[dims.length];
                second[d] = 1;
                position += indices.get(i)[d] * (dims[d] == 1 ? 0 : at(second) - positions[0]);
            }
            if (position != positions[i]) {
                return false;
            }
        }
        return true;
    }

    private int at(int[] index) {
        int i = 0;
        for (int d = 0; d < dims.length; d++) {
            i = i * dims[d] + index[d];
        }
        return positions[i];
    }

    boolean isContiguous() {
        for (int i = 1; i < positions.length; i++) {
            if (positions[i] != positions[0] + i) {
                return false;
            }
        }
        return true;
    }

    float[] read(float[] array) {
        float[] result = new float[positions.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = array[positions[i]];
        }
        return result;
    }

    /** Everything the tensor says of itself is as here. */
    void check(Tensor view, String where) {
        assertEquals(Shape.of(dims), view.shape(), where);
        assertEquals(positions.length, view.size(), where);
        assertEquals(dims.length, view.rank(), where);
        assertEquals(isContiguous(), view.isContiguous(), where);
        List<int[]> indices = indices(dims);
        for (int i = 0; i < positions.length; i++) {
            int[] index = indices.get(i);
            assertBits(view.array()[positions[i]], view.get(index), where);
            int position = view.offset();
            for (int d = 0; d < index.length; d++) {
                assertEquals(dims[d], view.dim(d), where);
                assertEquals(view.stride(d), view.stride(d - dims.length), where);
                position += index[d] * view.stride(d);
            }
            assertEquals(positions[i], position, where);
        }
        assertBits(read(view.array()), view.toArray(), where);
        Tensor copy = view.copy();
        assertEquals(view.shape(), copy.shape(), where);
        assertBits(read(view.array()), copy.array(), where);
        assertEquals(view.isContiguous(), view.contiguous() == view, where);
        assertBits(copy.array(), view.contiguous().toArray(), where);
    }

    static void assertBits(float expected, float found, String where) {
        assertEquals(Float.floatToRawIntBits(expected), Float.floatToRawIntBits(found), where);
    }

    static void assertBits(float[] expected, float[] found, String where) {
        assertEquals(expected.length, found.length, where);
        for (int i = 0; i < expected.length; i++) {
            assertBits(expected[i], found[i], where + ", element " + i);
        }
    }

    static int[] without(int[] values, int at) {
        int[] result = new int[values.length - 1];
        Arrays.setAll(result, i -> values[i < at ? i : i + 1]);
        return result;
    }

    static int[] with(int[] values, int at, int value) {
        int[] result = new int[values.length + 1];
        Arrays.setAll(result, i -> i == at ? value : values[i < at ? i : i - 1]);
        return result;
    }
}
