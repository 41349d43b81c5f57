package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.io.Json;
import cognate.engine.io.Npy;
import cognate.engine.random.RandomStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise about bits: one hash of all weights, whatever the vectors' width, the compiler and the threads. */
class ReproducibilityTest {
    private static final List<List<String>> WIDTHS = List.of(List.of("-XX:UseAVX=2"), List.of("-XX:MaxVectorSize=16"));
    /** Where vectors are objects and slow: for very small runs. */
    private static final List<List<String>> COMPILERS = List.of(List.of("-Xint"), List.of("-XX:TieredStopAtLevel=1"));

    @TempDir
    private Path folder;

    private int runs;

    /** Trains in a JVM of its own and returns {@code weightsSha256}. */
    private String train(List<String> jvmOptions, List<String> options) throws IOException, InterruptedException {
        List<String> jvm = new ArrayList<>(jvmOptions);
        jvm.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "synthetic:glyphs", "--tasks", "0v1"));
        arguments.addAll(List.of(
                "--json", "--quiet", "--out", folder.resolve("run" + runs++).toString()));
        arguments.addAll(options);
        Process process = ForkedJvm.launcher(jvm, arguments)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> jvm + " " + arguments);
        return (String) ((Map<?, ?>) Json.parse(out, "train")).get("weightsSha256");
    }

    private void sameEverywhere(List<List<String>> variants, String model) throws Exception {
        List<String> options = new ArrayList<>(List.of("--networks", "1", "--epochs", "1", "--examples", "20"));
        options.addAll(List.of("--batch-size", "12", "--lr", "0.05", "--model", model));
        String expected = train(List.of(), options);
        for (List<String> variant : variants) {
            assertEquals(expected, train(variant, options), () -> model + " with " + variant);
        }
    }

    @Test
    void aPerceptron() throws Exception {
        sameEverywhere(COMPILERS, "mlp:144-17-2");
        sameEverywhere(List.of(List.of("-XX:MaxVectorSize=8")), "mlp:144-17-2"); // narrower than any that we use
        sameEverywhere(WIDTHS, "mlp:144-33-17-2");
        sameEverywhere(WIDTHS, "mlp:144-33-2/tanh/batch-norm");
    }

    @Test
    void aConvolutionalNetwork() throws Exception {
        sameEverywhere(COMPILERS.subList(1, 2), "lenet5"); // interpreted, it takes a minute
        sameEverywhere(WIDTHS, "lenet5");
    }

    @Test
    void recurrentNetworks() throws Exception {
        sameEverywhere(COMPILERS, "gru:2");
        sameEverywhere(WIDTHS, "gru:24");
        sameEverywhere(WIDTHS, "lstm:9x2");
        sameEverywhere(WIDTHS, "rnn:17");
    }

    /** Products of a million multiply-adds and more, so that they are split over the threads. */
    @Test
    void oneNetworkOnSeveralThreads() throws Exception {
        for (String model : List.of("mlp:144-512-256-2", "lenet5", "lstm:128")) {
            List<String> hashes = new ArrayList<>();
            for (String threads : List.of("1", "2", "3")) {
                List<String> options = new ArrayList<>(List.of("--networks", "1", "--epochs", "1", "--lr", "0.05"));
                options.addAll(List.of("--examples", "256", "--model", model, "--threads", threads));
                hashes.add(train(List.of(), options));
            }
            assertEquals(List.of(hashes.get(0), hashes.get(0), hashes.get(0)), hashes, model);
        }
    }

    /** One document for every width and number of threads. */
    private void sameDocument(List<String> arguments) throws Exception {
        List<byte[]> documents = new ArrayList<>();
        for (String option : List.of("-Xshare:auto", "-XX:UseAVX=2", "-XX:MaxVectorSize=16")) {
            List<String> call = new ArrayList<>(arguments);
            call.addAll(List.of("--json", "--quiet", "--threads", Integer.toString(documents.size() + 1)));
            Process process = ForkedJvm.launcher(List.of(option, "--add-modules", "jdk.incubator.vector"), call)
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            documents.add(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), option);
            assertArrayEquals(documents.get(0), documents.get(documents.size() - 1), () -> option + " " + arguments);
        }
    }

    /** Scores and their nulls: of more products than the plain loop takes that begins a program. */
    @Test
    void calibratedScores() throws Exception {
        RandomStream random = RandomStream.of(1);
        List<String> arguments = new ArrayList<>(List.of("measure"));
        for (int columns : new int[] {37, 52}) {
            double[] values = new double[300 * columns];
            Arrays.setAll(values, at -> random.nextGaussian());
            Path file = folder.resolve(columns + ".npy");
            Npy.of(values, 300, columns).write(file);
            arguments.add(file.toString());
        }
        sameDocument(arguments);
    }

    /** Layers of two networks with their nulls, and the test of a common start. */
    @Test
    void twoNetworks() throws Exception {
        List<String> files = new ArrayList<>();
        for (String seed : List.of("1", "2")) {
            train(
                    List.of(),
                    List.of(
                            "--networks",
                            "1",
                            "--epochs",
                            "1",
                            "--examples",
                            "60",
                            "--seed",
                            seed,
                            "--model",
                            "lenet5"));
            files.add(folder.resolve("run" + (runs - 1) + "/networks/0v1/" + seed + ".safetensors")
                    .toString());
        }
        sameDocument(List.of("ancestry", files.get(0), files.get(1)));
        sameDocument(
                List.of("represent", files.get(0), files.get(1), "--data", "synthetic:glyphs", "--examples", "100"));
    }
}
