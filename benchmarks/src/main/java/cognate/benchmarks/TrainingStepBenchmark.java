package cognate.benchmarks;

import cognate.autograd.LossOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Flatten;
import cognate.models.layer.Linear;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Sequential;
import cognate.models.optim.Sgd;
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

/** One step of training: forward, mean cross-entropy over ten classes, backward, SGD with momentum 0.9. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 600, timeUnit = TimeUnit.MILLISECONDS)
public class TrainingStepBenchmark {
    private static final int CLASSES = 10;

    @Param({
        "mlp-784-128-10",
        "mlp-784-512-512-10",
        "lenet5",
        "cnn-cifar",
        "resnet-20",
        "rnn-28-128",
        "lstm-28-128",
        "gru-28-128"
    })
    public String model;

    @Param("64")
    public int batch;

    @Param("1")
    public int threads;

    private Workers workers;
    private Tape tape;
    private Sequential network;
    private Sgd optimizer;
    private Tensor images;
    private int[] labels;

    @Setup
    public void build() {
        workers = Workers.of(threads);
        tape = new Tape(workers);
        Shape input = inputOf(model);
        network = networkOf(model, input);
        optimizer = new Sgd(network.parameters().values(), 0.01f, 0.9f, 0, false);
        int[] dims = new int[input.rank() + 1];
        dims[0] = batch;
        System.arraycopy(input.toArray(), 0, dims, 1, input.rank());
        images = Operands.uniform("images", dims);
        labels = new int[batch];
        RandomStream random = RandomStream.of(1).split("labels");
        for (int i = 0; i < batch; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
    }

    @TearDown
    public void close() {
        workers.close();
    }

    private static Shape inputOf(String model) {
        switch (model) {
            case "lenet5":
                return Shape.of(1, 28, 28);
            case "cnn-cifar":
            case "resnet-20":
                return Shape.of(3, 32, 32);
            default:
                return model.startsWith("mlp") ? Shape.of(784) : Shape.of(28, 28);
        }
    }

    private static Sequential networkOf(String model, Shape input) {
        RandomStream random = RandomStream.of(1).split("weights");
        if (model.equals("cnn-cifar")) {
            return new Sequential(
                    new Conv2d(3, 32, 3, 1, random.split(0)),
                    relu(),
                    new Conv2d(32, 32, 3, 1, random.split(1)),
                    relu(),
                    new MaxPool2d(2),
                    new Conv2d(32, 64, 3, 1, random.split(2)),
                    relu(),
                    new MaxPool2d(2),
                    new Flatten(),
                    new Linear(4096, 128, true, random.split(3)),
                    relu(),
                    new Linear(128, CLASSES, true, random.split(4)));
        }
        int dash = model.indexOf('-');
        String specification = model.startsWith("mlp")
                ? "mlp:" + model.substring(dash + 1)
                : dash < 0 ? model : model.substring(0, dash) + ":" + model.substring(model.lastIndexOf('-') + 1);
        return Architecture.of(specification, input, CLASSES).build(random);
    }

    private static Activation relu() {
        return new Activation(Activation.Kind.RELU);
    }

    @Benchmark
    public float step() {
        try (Tape step = tape) {
            optimizer.zeroGradients();
            Variable logits = network.forward(step, step.constant(images));
            Variable loss = LossOps.crossEntropy(step, logits, labels);
            step.backward(loss);
            optimizer.step();
            return loss.value().item();
        }
    }
}
