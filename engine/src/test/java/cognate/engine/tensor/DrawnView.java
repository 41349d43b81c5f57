package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.random.RandomStream;
import java.util.Arrays;

/** A tensor of up to four dimensions of up to four, amid other numbers, and what is known of it. */
final class DrawnView {
    Tensor tensor;
    Indexed indexed;
    final StringBuilder chain = new StringBuilder();

    DrawnView(RandomStream random, int... dims) {
        int offset = random.nextInt(5);
        int size = Shape.of(dims).size();
        tensor = Tensor.of(values(random, offset + size + 3), offset, Shape.of(dims));
        indexed = Indexed.rowMajor(offset, dims);
        chain.append(Arrays.toString(dims));
    }

    /** Draws a few views of views. */
    static DrawnView draw(RandomStream random) {
        int[] dims = new int[random.nextInt(5)];
        Arrays.setAll(dims, i -> random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4));
        DrawnView view = new DrawnView(random, dims);
        for (int i = random.nextInt(5); i > 0; i--) {
            view.step(random);
        }
        return view;
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
                    other = Indexed.with(other, random.nextInt(other.length + 1), p);
                }
            } else {
                p++;
            }
        }
        other = left == 0 || random.nextInt(3) == 0
                ? Indexed.with(other, random.nextInt(other.length + 1), left)
                : other;
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
            values[i] =
                    random.nextInt(6) == 0 ? special[random.nextInt(special.length)] : (float) random.nextGaussian();
        }
        return values;
    }
}
