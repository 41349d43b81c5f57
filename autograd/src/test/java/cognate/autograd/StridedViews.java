package cognate.autograd;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Draws tensors of a wanted shape that are the ends of chains of views: slices, selections, permutations, … */
final class StridedViews {
    private final RandomStream random;

    StridedViews(RandomStream random) {
        this.random = random;
    }

    /**
     * A view of up to four steps.
     *
     * @param element makes an element of a number drawn from [0, 1)
     */
    Tensor draw(DoubleUnaryOperator element, int... dims) {
        return draw(element, random.nextInt(5), dims);
    }

    private Tensor draw(DoubleUnaryOperator element, int steps, int... dims) {
        if (steps == 0) {
            int offset = random.nextInt(4);
            Shape shape = Shape.of(dims);
            float[] array = new float[offset + shape.size() + random.nextInt(4)];
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) element.applyAsDouble(random.nextFloat());
            }
            return Tensor.of(array, offset, shape);
        }
        switch (random.nextInt(6)) {
            case 0:
                return permuted(element, steps, dims);
            case 1:
                return sliced(element, steps, dims);
            case 2:
                return selected(element, steps, dims);
            case 3:
                return expanded(element, steps, dims);
            case 4:
                return transposed(element, steps, dims);
            default:
                return reshaped(element, steps, dims);
        }
    }

    private Tensor permuted(DoubleUnaryOperator element, int steps, int[] dims) {
        int[] order = new int[dims.length];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        int[] before = new int[dims.length];
        for (int i = 0; i < order.length; i++) {
            before[order[i]] = dims[i];
        }
        return draw(element, steps - 1, before).permute(order);
    }

    private Tensor transposed(DoubleUnaryOperator element, int steps, int[] dims) {
        if (dims.length == 0) {
            return draw(element, steps - 1, dims);
        }
        int first = random.nextInt(dims.length);
        int second = random.nextInt(dims.length);
        int[] before = dims.clone();
        before[first] = dims[second];
        before[second] = dims[first];
        return draw(element, steps - 1, before).transpose(first, second);
    }

    private Tensor sliced(DoubleUnaryOperator element, int steps, int[] dims) {
        if (dims.length == 0) {
            return draw(element, steps - 1, dims);
        }
        int dim = random.nextInt(dims.length);
        int from = random.nextInt(3);
        int[] before = dims.clone();
        before[dim] += from + random.nextInt(3);
        return draw(element, steps - 1, before).slice(dim, from, from + dims[dim]);
    }

    private Tensor selected(DoubleUnaryOperator element, int steps, int[] dims) {
        int dim = random.nextInt(dims.length + 1);
        int[] before = Arrays.copyOf(dims, dims.length + 1);
        System.arraycopy(dims, dim, before, dim + 1, dims.length - dim);
        before[dim] = 1 + random.nextInt(3);
        return draw(element, steps - 1, before).select(dim, random.nextInt(before[dim]));
    }

    private Tensor expanded(DoubleUnaryOperator element, int steps, int[] dims) {
        if (dims.length == 0) {
            return draw(element, steps - 1, dims);
        }
        int[] before = dims.clone();
        before[random.nextInt(dims.length)] = 1;
        if (random.nextInt(3) == 0) {
            before = Arrays.copyOfRange(dims, 1, dims.length);
        }
        return draw(element, steps - 1, before).expand(dims);
    }

    private Tensor reshaped(DoubleUnaryOperator element, int steps, int[] dims) {
        Shape shape = Shape.of(dims);
        int factor = random.nextInt(2) == 0 ? 1 : shape.size() % 2 == 0 ? 2 : 3;
        int[] before = shape.size() % factor == 0 && shape.size() > 0
                ? new int[] {factor, shape.size() / factor}
                : new int[] {shape.size()};
        Tensor view = draw(element, steps - 1, before);
        try {
            return view.reshape(dims);
        } catch (ShapeException noStridesSaySo) {
            return permuted(element, steps, dims);
        }
    }
}
