package cognate.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.kernel.gemm.GemmCase;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Normalization;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.kernel.map.Softmax;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever vectors the JVM prefers, from 64 bits on, kernels give the same bits: each width in a JVM of its own. */
class WidthsTest {
    private static final int[] SIZES = {1, 15, 16, 33, 64, 100, 1000, 4098};

    /** Prints a digest of what the kernels make, and three results that are known. */
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        RandomStream random = RandomStream.of(11);
        for (int n : SIZES) {
            Tensor x = Cases.normal(random, 3, n);
            Tensor y = Tensor.zeros(3, n);
            put(digest, Reduce.sum(x), Reduce.squaredNorm(x), Reduce.max(x));
            Elementwise.exp(y, x);
            put(digest, y.array());
            Elementwise.tanh(y, x);
            put(digest, y.array());
            Softmax.logSoftmax(y, x);
            put(digest, y.array());
            Tensor sums = Tensor.zeros(n);
            Reduce.accumulateRows(sums, x);
            put(digest, sums.array());
            Tensor mean = Tensor.zeros(3);
            Tensor variance = Tensor.zeros(3);
            Normalization.statistics(mean, variance, x.reshape(1, 3, n));
            put(digest, mean.array());
            put(digest, variance.array());
            double[] doubles = new double[3 * n];
            Arrays.setAll(doubles, i -> x.array()[x.offset() + i]);
            put(digest, (float) DoubleVectors.dot(doubles, 0, doubles, 0, 3 * n), (float)
                    DoubleVectors.norm(doubles, 0, 3 * n));
        }
        for (int seed = 0; seed < 40; seed++) {
            put(digest, new GemmCase(seed, 100_000).run(Workers.single()));
        }
        Tensor ones = Tensor.zeros(1000);
        Elementwise.fill(ones, 1);
        Tensor logits = Tensor.zeros(1, 64);
        float loss = Softmax.crossEntropy(Tensor.zeros(1, 64), logits, new int[1], 0);
        System.out.println(Reduce.sum(ones) + " " + Reduce.max(ones) + " " + loss);
        System.out.println(Arrays.toString(digest.digest()));
    }

    private static void put(MessageDigest digest, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    private static String run(String... options) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
        // the test's own classes first: class path enough for what it calls
        command.add(location(WidthsTest.class)
                + java.io.File.pathSeparator
                + location(Tensor.class)
                + java.io.File.pathSeparator
                + location(Test.class)
                + java.io.File.pathSeparator
                + location(org.opentest4j.AssertionFailedError.class));
        command.add(WidthsTest.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return out;
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void everyWidthGivesTheSameBits() throws Exception {
        String expected = run();
        assertEquals("1000.0 1.0 4.158883", expected.lines().findFirst().orElseThrow());
        for (int bytes : List.of(8, 16, 32, 64)) {
            assertEquals(expected, run("-XX:MaxVectorSize=" + bytes), "MaxVectorSize=" + bytes);
        }
    }
}
