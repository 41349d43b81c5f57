package cognate.models.train;

import cognate.autograd.LossOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import cognate.models.data.Batches;
import cognate.models.data.Dataset;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.EvaluationMode;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import cognate.models.optim.GradientClipping;
import cognate.models.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;

/** Trains one network: shuffled batches, mean cross-entropy, one optimizer step a batch. */
public final class Trainer {
    private final TrainingOptions options;
    private final Workers workers;
    private final TrainingListener listener;

    public Trainer(TrainingOptions options, Workers workers, TrainingListener listener) {
        this.options = options;
        this.workers = workers;
        this.listener = listener;
    }

    /**
     * Trains the network in place.
     *
     * @param test evaluated after every epoch; may be empty
     * @param random decides the order of the examples
     * @return the figures of every epoch
     * @throws IllegalArgumentException as {@link #check} does
     * @throws DivergedException if a loss or a parameter is not finite
     */
    public List<Metrics> train(Sequential network, Dataset train, Dataset test, RandomStream random) {
        check(network, train.size(), train, options);
        Optimizer optimizer = options.optimizer(network.parameters().values());
        Batches batches = new Batches(train, options.batchSize());
        Tape tape = new Tape(workers);
        List<Metrics> history = new ArrayList<>();
        network.train(true);
        listener.start(network, optimizer);
        long step = 0;
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            optimizer.setLearningRate(
                    (float) (options.learningRate() * options.schedule().factor(epoch - 1)));
            batches.shuffle(random.split(epoch));
            Evaluation.Tally tally = new Evaluation.Tally();
            while (batches.next()) {
                float loss = step(network, optimizer, tape, batches, tally);
                step++;
                if (!Float.isFinite(loss)) {
                    throw new DivergedException(epoch, step, "loss " + loss);
                }
                listener.step(step);
            }
            checkFinite(optimizer, epoch, step);
            listener.epochEnd(epoch);
            Evaluation running = tally.evaluation();
            Evaluation tested = Evaluation.of(network, test, workers);
            Metrics metrics = new Metrics(epoch, running.loss(), running.accuracy(), tested.loss(), tested.accuracy());
            history.add(metrics);
            listener.measured(metrics);
        }
        return history;
    }

    /**
     * Checks before training that no batch is too small for the network, which stays as it is.
     *
     * @param examples number of training examples
     * @param data where there are such, of which one is shown to the network
     * @throws IllegalArgumentException if the last batch has one example, which batch normalization cannot normalize
     */
    public static void check(Sequential network, int examples, Dataset data, TrainingOptions options) {
        boolean single = options.batchSize() == 1 ? examples > 0 : examples % options.batchSize() == 1;
        if (options.epochs() > 0 && single && !takesOne(network, data)) {
            throw new IllegalArgumentException(
                    "batch normalization: expected at least 2 examples in every batch, found " + examples
                            + " examples in batches of " + options.batchSize() + ", of which the last has 1");
        }
    }

    /** Whether batch normalization has more than one value a channel of a single example, as of an image's pixels. */
    private static boolean takesOne(Sequential network, Dataset data) {
        List<BatchNorm> norms = new ArrayList<>();
        collect(network, norms);
        List<Tensor> buffers = List.copyOf(network.buffers().values());
        List<Tensor> before = buffers.stream().map(Tensor::copy).toList();
        EvaluationMode mode = EvaluationMode.enter(network); // so that dropout draws nothing
        try {
            showOne(network, data); // what does not fit at all is said as it is
            norms.forEach(norm -> norm.train(true));
            showOne(network, data);
            return true;
        } catch (ShapeException e) {
            if (norms.stream().noneMatch(BatchNorm::isTraining)) {
                throw e;
            }
            return false;
        } finally {
            mode.leave();
            for (int i = 0; i < before.size(); i++) {
                buffers.get(i).copyFrom(before.get(i));
            }
        }
    }

    private static void collect(Layer layer, List<BatchNorm> norms) {
        if (layer instanceof BatchNorm) {
            norms.add((BatchNorm) layer);
        }
        layer.layers().forEach(part -> collect(part, norms));
    }

    private static void showOne(Sequential network, Dataset data) {
        Batches one = new Batches(data.subset(0), 1);
        one.next();
        try (Tape tape = Tape.evaluating(Workers.single())) {
            Evaluation.logits(network, tape, one);
        }
    }

    private float step(Sequential network, Optimizer optimizer, Tape tape, Batches batches, Evaluation.Tally tally) {
        try (tape) {
            optimizer.zeroGradients();
            Variable logits = Evaluation.logits(network, tape, batches);
            Variable loss = LossOps.crossEntropy(tape, logits, batches.labels());
            tape.backward(loss);
            if (options.clipNorm() > 0) {
                GradientClipping.clipNorm(optimizer.parameters(), options.clipNorm());
            }
            optimizer.step();
            tally.add(logits.value(), batches.labels(), loss.value().item());
            return loss.value().item();
        }
    }

    private static void checkFinite(Optimizer optimizer, int epoch, long step) {
        optimizer.parameters().forEach(parameter -> {
            if (!Reduce.allFinite(parameter.value())) {
                throw new DivergedException(epoch, step, "a parameter " + parameter.shape() + " that is not");
            }
        });
    }
}
