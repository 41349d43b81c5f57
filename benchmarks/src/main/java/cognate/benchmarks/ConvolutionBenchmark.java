package cognate.benchmarks;

import cognate.engine.kernel.conv.Convolution;
import cognate.engine.kernel.conv.ConvolutionGradients;
import cognate.engine.kernel.conv.ConvolutionOutput;
import cognate.engine.kernel.conv.Geometry;
import cognate.engine.kernel.conv.Images;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A convolution of stride 1, its three gradients, and the plain loops. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {
    /**
     * {@code images x channels x extent x filters x kernel x padding}: LeNet-5's, two of CIFAR's, and an awkward one.
     */
    @Param({"64x1x28x6x5x2", "64x6x14x16x5x0", "64x3x32x32x3x1", "64x32x32x32x3x1", "13x5x11x7x3x1"})
    public String shape;

    private Workers workers;
    private Convolution convolution;
    private Geometry geometry;
    private int images;
    private Tensor x;
    private Tensor weight;
    private Tensor bias;
    private Tensor y;
    private Tensor dx;
    private Tensor dy;
    private Tensor dWeight;
    private Tensor dBias;
    private Images pixels;
    private Images gradient;
    private ConvolutionOutput output;
    private ConvolutionGradients gradients;

    @Setup
    public void fill() {
        int[] s = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        workers = Workers.of(1);
        images = s[0];
        geometry = new Geometry(s[1], s[2], s[2], s[3], s[4], s[4], 1, s[5], 1);
        convolution = Convolution.of(geometry);
        x = Operands.uniform("x", images, s[1], s[2], s[2]);
        weight = Operands.uniform("weight", s[3], s[1], s[4], s[4]);
        bias = Operands.uniform("bias", s[3]);
        y = Tensor.zeros(images, s[3], geometry.outputHeight(), geometry.outputWidth());
        dy = Operands.uniform("dy", images, s[3], geometry.outputHeight(), geometry.outputWidth());
        dx = Tensor.zeros(x.shape().toArray());
        dWeight = Tensor.zeros(weight.shape().toArray());
        dBias = Tensor.zeros(s[3]);
        pixels = Images.of(x);
        gradient = Images.of(dy);
        output = ConvolutionOutput.of(Images.of(y));
        gradients = new ConvolutionGradients(Images.of(dx), dWeight, dBias);
    }

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    public Tensor forward() {
        convolution.forward(workers, output, pixels, weight, bias);
        return y;
    }

    @Benchmark
    public Tensor forwardScalar() {
        for (int i = 0; i < y.size(); i++) {
            y.array()[i] = bias.array()[i / plane(y) % y.dim(1)];
        }
        taps((pixel, tap, output) -> y.array()[output] += x.array()[pixel] * weight.array()[tap]);
        return y;
    }

    @Benchmark
    public Tensor backward() {
        convolution.backward(workers, gradients, pixels, weight, gradient, output);
        return dWeight;
    }

    @Benchmark
    public Tensor backwardScalar() {
        Arrays.fill(dx.array(), 0f);
        for (int i = 0; i < dy.size(); i++) {
            dBias.array()[i / plane(dy) % dy.dim(1)] += dy.array()[i];
        }
        taps((pixel, tap, output) -> {
            dx.array()[pixel] += dy.array()[output] * weight.array()[tap];
            dWeight.array()[tap] += dy.array()[output] * x.array()[pixel];
        });
        return dWeight;
    }

    private static int plane(Tensor t) {
        return t.dim(2) * t.dim(3);
    }

    private interface Tap {
        void at(int pixel, int tap, int output);
    }

    /** Every pixel under every tap of every output. */
    private void taps(Tap visitor) {
        for (int image = 0; image < images; image++) {
            for (int filter = 0; filter < weight.dim(0); filter++) {
                for (int channel = 0; channel < x.dim(1); channel++) {
                    for (int tap = 0; tap < plane(weight); tap++) {
                        plane(image, filter, channel, tap, visitor);
                    }
                }
            }
        }
    }

    private void plane(int image, int filter, int channel, int tap, Tap visitor) {
        int down = tap / weight.dim(3) - geometry.paddingHeight();
        int right = tap % weight.dim(3) - geometry.paddingWidth();
        int output = (image * weight.dim(0) + filter) * plane(y);
        int pixels = (image * x.dim(1) + channel) * plane(x);
        for (int i = 0; i < y.dim(2); i++) {
            for (int j = 0; j < y.dim(3); j++) {
                int row = i + down;
                int column = j + right;
                if (row >= 0 && row < x.dim(2) && column >= 0 && column < x.dim(3)) {
                    visitor.at(
                            pixels + row * x.dim(3) + column,
                            (filter * x.dim(1) + channel) * plane(weight) + tap,
                            output + i * y.dim(3) + j);
                }
            }
        }
    }
}
