package cognate.similarity.normalize;

import cognate.autograd.Parameter;
import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Recurrent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The weights of one layer in double precision while its units are rescaled. Rows belong to units: of the weights of
 * what comes in, of the biases, and of the weights from the units to themselves if they are recurrent.
 */
final class Stage {
    private final int units;
    private final double[] incoming;
    private final double[] recurrent;
    private final List<double[]> biases = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();

    private Stage(Tensor incoming, Tensor recurrent) {
        this.units = incoming.dim(0);
        this.incoming = doubles(incoming);
        this.recurrent = recurrent == null ? new double[0] : doubles(recurrent);
        tensors.add(incoming);
        if (recurrent != null) {
            tensors.add(recurrent);
        }
    }

    /** Weight [units, ...] and bias [units] (or null), contiguous: {@link #write()} changes them. */
    static Stage of(Tensor weight, Tensor bias) {
        Stage stage = new Stage(weight, null);
        stage.bias(bias);
        return stage;
    }

    /** One of the layers of a recurrent network, which {@link #write()} changes. */
    static Stage of(Recurrent network, int layer) {
        Map<String, Parameter> parameters = network.parameters();
        Stage stage = new Stage(
                parameters.get("weight_ih_l" + layer).value(),
                parameters.get("weight_hh_l" + layer).value());
        stage.bias(parameters.get("bias_ih_l" + layer).value());
        stage.bias(parameters.get("bias_hh_l" + layer).value());
        return stage;
    }

    private void bias(Tensor bias) {
        if (bias != null) {
            biases.add(doubles(bias));
            tensors.add(bias);
        }
    }

    private static double[] doubles(Tensor tensor) {
        return Matrix.of(tensor.reshape(1, tensor.size())).array();
    }

    /** The Euclidean norm of what comes in to each unit; 1 where it is 0. */
    double[] norms() {
        int row = incoming.length / units;
        double[] norms = new double[units];
        for (int i = 0; i < units; i++) {
            norms[i] = norm(i * row, (i + 1) * row);
        }
        return norms;
    }

    /** The Euclidean norm of all that comes in, once for every unit; 1 where it is 0. */
    double[] commonNorm() {
        double[] norms = new double[units];
        Arrays.fill(norms, norm(0, incoming.length));
        return norms;
    }

    private double norm(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += incoming[i] * incoming[i];
        }
        return sum == 0 ? 1 : Math.sqrt(sum);
    }

    /** The sign of the first incoming weight of largest magnitude of each unit; 1 where all are 0. */
    double[] signs() {
        int row = incoming.length / units;
        double[] signs = new double[units];
        for (int i = 0; i < units; i++) {
            double largest = 0;
            for (int j = i * row; j < (i + 1) * row; j++) {
                largest = Math.abs(incoming[j]) > Math.abs(largest) ? incoming[j] : largest;
            }
            signs[i] = largest < 0 ? -1 : 1;
        }
        return signs;
    }

    /**
     * Divides what each unit gives out by its divisor, which is not 0; what recurrent units give to themselves as well.
     */
    void divideUnits(double[] divisors) {
        int row = incoming.length / units;
        for (int i = 0; i < incoming.length; i++) {
            incoming[i] /= divisors[i / row];
        }
        for (int i = 0; i < recurrent.length; i++) {
            recurrent[i] = recurrent[i] / divisors[i / units] * divisors[i % units];
        }
        for (double[] bias : biases) {
            for (int i = 0; i < units; i++) {
                bias[i] /= divisors[i];
            }
        }
    }

    /**
     * Multiplies the weights of each input; where there are fewer factors than weights in a row each belongs to a run
     * of equally many: the pixels of a channel, or the taps of a filter.
     */
    void multiplyInputs(double[] factors) {
        int row = incoming.length / units;
        if (row % factors.length != 0) {
            throw new IllegalArgumentException("normalize: expected weights for a multiple of " + factors.length
                    + " inputs, found " + tensors.get(0).shape());
        }
        int run = row / factors.length;
        for (int i = 0; i < incoming.length; i++) {
            incoming[i] *= factors[i % row / run];
        }
    }

    /** Writes the weights back, rounded to floats. */
    void write() {
        List<double[]> values = new ArrayList<>();
        values.add(incoming);
        if (recurrent.length > 0) {
            values.add(recurrent);
        }
        values.addAll(biases);
        for (int t = 0; t < values.size(); t++) {
            Tensor tensor = tensors.get(t);
            Tensor row = Matrix.of(values.get(t), 1, tensor.size()).toTensor();
            tensor.copyFrom(row.reshape(tensor.shape()));
        }
    }
}
