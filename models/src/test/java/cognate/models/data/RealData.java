package cognate.models.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real data sets under the folder that the environment variable COGNATE_DATA names. */
final class RealData {
    private RealData() {}

    /** The file or folder of this name; where it is missing the test is reported as skipped. */
    static Path of(String name) {
        String folder = System.getenv("COGNATE_DATA");
        assumeTrue(folder != null, "COGNATE_DATA names no folder");
        Path path = Path.of(folder, name);
        assumeTrue(Files.exists(path), path + " is not there");
        return path;
    }

    /** Sum of all inputs, a cheap fingerprint. */
    static double sum(Dataset data) {
        float[] input = new float[data.inputShape().size()];
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            java.util.Arrays.fill(input, 0);
            data.input(i, input, 0);
            for (float value : input) {
                sum += value;
            }
        }
        return sum;
    }

    /** Number of examples of each class. */
    static int[] counts(Dataset data) {
        int[] counts = new int[data.classes()];
        for (int i = 0; i < data.size(); i++) {
            counts[data.label(i)]++;
        }
        return counts;
    }
}
