package cognate.benchmarks;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.data.Batches;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Batches of 64 images in a new order, and the order alone. */
public class BatchBenchmark extends DataBenchmark {
    private static final int BATCH = 64;

    /** {@code images x height x width}; 28×28 are as many as MNIST has. */
    @Param({"1000x13x11", "60000x28x28"})
    public String shape;

    /** As the files hold them, a byte a pixel, or as a task's selection is kept for training. */
    @Param({"bytes", "floats"})
    public String kept;

    private Dataset data;
    private Batches batches;
    private RandomStream random;
    private int[] order;
    private byte[] pixels;
    private float[] batch;

    @Setup
    public void fill() throws IOException {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        Path folder = Files.createTempDirectory("images");
        for (String part : new String[] {"train", "test"}) {
            int count = part.equals("train") ? n : 10;
            Shape images = Shape.of(count, Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
            write(folder.resolve(part + "-images"), images);
            write(folder.resolve(part + "-labels"), Shape.of(count));
        }
        Dataset bytes = DataSpec.parse("idx:" + folder).load(0).train();
        data = kept.equals("bytes") ? bytes : bytes.subset(IntStream.range(0, n).toArray());
        batches = new Batches(data, BATCH);
        random = RandomStream.of(1);
        pixels = new byte[n * data.inputShape().size()];
        order = IntStream.range(0, n).toArray();
        batch = new float[BATCH * data.inputShape().size()];
    }

    /** An IDX file of the numbers from 0 to 9, again and again, deleted when the JVM ends. */
    private static void write(Path file, Shape shape) throws IOException {
        file.getParent().toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        byte[] values = new byte[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % 10);
        }
        try (OutputStream stream = Files.newOutputStream(file)) {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeInt(0x800 + shape.rank());
            for (int size : shape.toArray()) {
                out.writeInt(size);
            }
            out.write(values);
        }
    }

    /** An epoch, shuffled. */
    @Benchmark
    public Batches epoch(Rate rate) {
        batches.shuffle(random);
        while (batches.next()) {
            rate.count(batches.inputs().size(), kept.equals("bytes") ? 1.25 : 2);
        }
        return batches;
    }

    /** From bytes. */
    @Benchmark
    public float[] epochScalar(Rate rate) {
        random.shuffle(order);
        int size = data.inputShape().size();
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < size; j++) {
                batch[i % BATCH * size + j] = (pixels[order[i] * size + j] & 0xFF) / 255f;
            }
        }
        rate.count(pixels.length, 1.25);
        return batch;
    }

    @Benchmark
    public int[] shuffle(Rate rate) {
        random.shuffle(order);
        rate.count(order.length, 2);
        return order;
    }
}
