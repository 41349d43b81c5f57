package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.random.RandomStream;
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

    /** A tensor of up to four dimensions of up to four, amid other numbers, and what is known of it. */
    static final class Pair {
        Tensor tensor;
        Indexed indexed;
        final StringBuilder chain = new StringBuilder();

        Pair(RandomStream random, int... dims) {
            int offset = random.nextInt(5);
            int size = Shape.of(dims).size();
            tensor = Tensor.of(values(random, offset + size + 3), offset, Shape.of(dims));
            indexed = rowMajor(offset, dims);
            chain.append(Arrays.toString(dims));
        }

        /** Draws a few views of views. */
        static Pair draw(RandomStream random) {
            int[] dims = new int[random.nextInt(5)];
            Arrays.setAll(dims, i -> random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4));
            Pair pair = new Pair(random, dims);
            for (int i = random.nextInt(5); i > 0; i--) {
                pair.step(random);
            }
            return pair;
        }

        void step(RandomStream random) {
            int rank = indexed.dims.length;
            int dim = random.nextInt(Math.max(1, rank));
            int named = random.nextInt(2) == 0 ? dim : dim - rank; // counted from the last
            int kind = random.nextInt(7);
            if (rank == 0 || kind == 0) {
                unsqueeze(random);
            } else if (kind == 1) {
                int from = random.nextInt(indexed.dims[dim] + 1);
                int to = from + random.nextInt(indexed.dims[dim] - from + 1);
                chain.append(" slice ")
                        .append(named)
                        .append(' ')
                        .append(from)
                        .append(' ')
                        .append(to);
                tensor = tensor.slice(named, from, to);
                indexed = indexed.slice(dim, from, to);
            } else if (kind == 2 && indexed.dims[dim] > 0) {
                int at = random.nextInt(indexed.dims[dim]);
                chain.append(" select ").append(named).append(' ').append(at);
                boolean squeezes = indexed.dims[dim] == 1 && random.nextInt(2) == 0;
                tensor = squeezes ? tensor.squeeze(named) : tensor.select(named, at);
                indexed = indexed.select(dim, at);
            } else if (kind == 3) {
                int second = random.nextInt(rank);
                int[] order = new int[rank];
                Arrays.setAll(order, i -> i == dim ? second : i == second ? dim : i);
                chain.append(" transpose ").append(named).append(' ').append(second);
                boolean matrix = rank == 2 && dim != second;
                tensor = matrix ? tensor.transpose() : tensor.transpose(named, second);
                indexed = indexed.permute(order);
            } else if (kind == 4) {
                int[] order = random.permutation(rank);
                chain.append(" permute ").append(Arrays.toString(order));
                tensor = tensor.permute(Arrays.stream(order)
                        .map(i -> random.nextInt(2) == 0 ? i : i - rank)
                        .toArray());
                indexed = indexed.permute(order);
            } else if (kind == 5) {
                expand(random);
            } else {
                reshape(random);
            }
        }

        private void unsqueeze(RandomStream random) {
            int rank = indexed.dims.length;
            int dim = random.nextInt(rank + 1);
            int named = random.nextInt(2) == 0 ? dim : dim - rank - 1;
            chain.append(" unsqueeze ").append(named);
            tensor = tensor.unsqueeze(named);
            indexed = indexed.unsqueeze(dim);
        }

        private void expand(RandomStream random) {
            int added = random.nextInt(2);
            int[] larger = new int[indexed.dims.length + added];
            Arrays.setAll(
                    larger,
                    i -> i < added || indexed.dims[i - added] == 1 ? 1 + random.nextInt(3) : indexed.dims[i - added]);
            if (indexed.positions.length <= 100) {
                chain.append(" expand ").append(Arrays.toString(larger));
                tensor = tensor.expand(larger);
                indexed = indexed.expand(larger);
            }
        }

        /** To the sizes' prime factors, combined by chance, and refused only if no strides can say so. */
        private void reshape(RandomStream random) {
            int left = indexed.positions.length;
            int[] other = {};
            for (int p = 2; left > 1; ) {
                if (left % p == 0) {
                    left /= p;
                    if (other.length > 0 && random.nextInt(2) == 0) {
                        other[random.nextInt(other.length)] *= p;
                    } else {
                        other = with(other, random.nextInt(other.length + 1), p);
                    }
                } else {
                    p++;
                }
            }
            other = left == 0 || random.nextInt(3) == 0 ? with(other, random.nextInt(other.length + 1), left) : other;
            chain.append(" reshape ").append(Arrays.toString(other));
            Indexed reshaped = indexed.reshape(other);
            if (reshaped.isStrided()) {
                tensor = tensor.reshape(other);
                indexed = reshaped;
            } else {
                int[] refused = other;
                Tensor unchanged = tensor;
                assertThrows(ShapeException.class, () -> unchanged.reshape(refused), chain.toString());
            }
        }

        /** Numbers, among them zeros of both signs, infinite ones and NaNs with a payload. */
        private static float[] values(RandomStream random, int n) {
            float[] special = {
                0f, -0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN, Float.intBitsToFloat(0x7fc12345)
            };
            float[] values = new float[n];
            for (int i = 0; i < n; i++) {
                values[i] = random.nextInt(6) == 0
                        ? special[random.nextInt(special.length)]
                        : (float) random.nextGaussian();
            }
            return values;
        }
    }
}
