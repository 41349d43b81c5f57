package cognate.stats.htt;

import cognate.autograd.LossOps;
import cognate.autograd.MatrixOps;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.optim.Schedule;
import cognate.models.optim.Sgd;
import java.util.Arrays;
import java.util.List;

/**
 * A learned metric: a linear map of a network's feature to unit vectors of 32 dimensions, in which every class has a
 * proxy. It minimizes the normalized softmax loss, the cross-entropy of 10 · cosine with the proxies (Zhai, Wu 2019;
 * Movshovitz-Attias et al. 2017), by SGD on the engine of training itself. A network's input is its row of similarities
 * to the training networks, centred by theirs: the map is then Σ_i a_i k(i, ·), in the span of the training features,
 * and the features themselves are never formed. Nothing is tuned: rate, epochs and sizes are fixed, and equal streams
 * give equal bits for any workers.
 */
final class EmbeddingHead implements Head {
    private static final int DIMENSIONS = 32;
    private static final float SHARPNESS = 10;
    private static final int EPOCHS = 100;
    private static final int BATCH = 16;
    private static final float RATE = 0.1f;
    private static final float MOMENTUM = 0.9f;

    private final int networks;
    private final int classes;
    private final double[] centre; // mean row of the training networks
    private final double scale; // their centred rows have a mean square length of 1
    private final Parameter map; // [dimensions, networks]
    private final Parameter proxies; // [classes, dimensions]

    private EmbeddingHead(double[] kernel, int[] labels, int classes, RandomStream stream) {
        networks = labels.length;
        this.classes = classes;
        centre = new double[networks];
        for (int i = 0; i < kernel.length; i++) {
            centre[i % networks] += kernel[i] / networks;
        }
        double square = 0;
        for (int i = 0; i < kernel.length; i++) {
            double centred = kernel[i] - centre[i % networks];
            square += centred * centred / networks;
        }
        scale = square > 0 ? 1 / StrictMath.sqrt(square) : 0;
        map = gaussian(stream.split("map"), DIMENSIONS, networks);
        proxies = gaussian(stream.split("proxies"), classes, DIMENSIONS);
    }

    private static Parameter gaussian(RandomStream stream, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.nextGaussian();
        }
        return new Parameter(Tensor.of(values, rows, columns));
    }

    /** Trains on the similarity matrix [n, n] of n networks and their labels 0 … classes - 1. */
    static EmbeddingHead train(double[] kernel, int[] labels, int classes, RandomStream stream, Workers workers) {
        EmbeddingHead head = new EmbeddingHead(kernel, labels, classes, stream);
        head.fit(head.inputs(kernel), labels, stream.split("order"), workers);
        return head;
    }

    private void fit(float[] inputs, int[] labels, RandomStream order, Workers workers) {
        Sgd sgd = new Sgd(List.of(map, proxies), RATE, MOMENTUM, 0, false);
        Schedule schedule = Schedule.parse("cosine", EPOCHS);
        Tape mapping = new Tape(workers);
        Tape comparing = new Tape(workers);
        int[] shuffled = new int[networks];
        Arrays.setAll(shuffled, i -> i);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            sgd.setLearningRate((float) (RATE * schedule.factor(epoch)));
            order.shuffle(shuffled);
            for (int from = 0; from < networks; from += BATCH) {
                int[] batch = Arrays.copyOfRange(shuffled, from, StrictMath.min(networks, from + BATCH));
                sgd.zeroGradients();
                accumulateGradients(batch, inputs, labels, mapping, comparing);
                sgd.step();
            }
        }
    }

    /** The loss of a batch lies behind two normalizations, whose gradients are taken between two tapes. */
    private void accumulateGradients(int[] batch, float[] inputs, int[] labels, Tape mapping, Tape comparing) {
        float[] rows = new float[batch.length * networks];
        int[] wanted = new int[batch.length];
        for (int i = 0; i < batch.length; i++) {
            System.arraycopy(inputs, batch[i] * networks, rows, i * networks, networks);
            wanted[i] = labels[batch[i]];
        }
        try (mapping;
                comparing) {
            Variable x = mapping.constant(Tensor.of(rows, batch.length, networks));
            Variable mapped = MatrixOps.linear(mapping, x, map, null);
            UnitRows embeddings = UnitRows.of(mapped.value(), 1);
            UnitRows directions = UnitRows.of(proxies.value(), SHARPNESS);
            Variable logits = MatrixOps.linear(comparing, embeddings.unit(), directions.unit(), null);
            comparing.backward(LossOps.crossEntropy(comparing, logits, wanted));
            mapping.backward(mapped, embeddings.gradient());
            float[] gradient = directions.gradient().array();
            float[] sum = proxies.gradient().array(); // zero until now: the proxies stand on neither tape
            System.arraycopy(gradient, 0, sum, 0, sum.length);
        }
    }

    private float[] inputs(double[] similarity) {
        float[] inputs = new float[similarity.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) (scale * (similarity[i] - centre[i % networks]));
        }
        return inputs;
    }

    @Override
    public int width() {
        return DIMENSIONS;
    }

    /** Unit vectors. */
    @Override
    public double[] represent(double[] similarity) {
        float[] inputs = inputs(similarity);
        float[] weights = map.value().array();
        double[] embedded = new double[inputs.length / networks * DIMENSIONS];
        for (int row = 0; row < embedded.length / DIMENSIONS; row++) {
            double square = 0;
            for (int d = 0; d < DIMENSIONS; d++) {
                double sum = 0;
                for (int i = 0; i < networks; i++) {
                    sum += (double) inputs[row * networks + i] * weights[d * networks + i];
                }
                embedded[row * DIMENSIONS + d] = sum;
                square += sum * sum;
            }
            double length = StrictMath.max(Double.MIN_NORMAL, StrictMath.sqrt(square));
            for (int d = 0; d < DIMENSIONS; d++) {
                embedded[row * DIMENSIONS + d] /= length;
            }
        }
        return embedded;
    }

    /** The class of the nearest proxy for each of m networks; the first one of equals. */
    @Override
    public int[] predict(double[] similarity) {
        double[] embedded = represent(similarity);
        float[] directions = UnitRows.of(proxies.value(), 1).unit().value().array();
        int[] predictions = new int[embedded.length / DIMENSIONS];
        for (int row = 0; row < predictions.length; row++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                double cosine = 0;
                for (int d = 0; d < DIMENSIONS; d++) {
                    cosine += embedded[row * DIMENSIONS + d] * directions[c * DIMENSIONS + d];
                }
                if (cosine > largest) {
                    largest = cosine;
                    predictions[row] = c;
                }
            }
        }
        return predictions;
    }
}
