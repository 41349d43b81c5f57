package cognate.models.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a network did in one epoch; losses in nats, accuracies in [0, 1]. The training figures are running means over the
 * epoch, while the weights were changing; without a test part the test figures are NaN.
 */
public record Metrics(int epoch, double trainLoss, double trainAccuracy, double testLoss, double testAccuracy) {
    /** The columns of {@link #csv()}. */
    public static final String CSV_HEADER = "epoch,trainLoss,trainAccuracy,testLoss,testAccuracy";

    /** Reads lines of {@link #csv()} that are separated by semicolons. */
    public static List<Metrics> parse(String lines) {
        List<Metrics> history = new ArrayList<>();
        for (String line : lines.split(";")) {
            if (!line.isEmpty()) {
                String[] field = line.split(",", -1);
                if (field.length != 5) {
                    throw new IllegalArgumentException("metrics: expected " + CSV_HEADER + ", found " + line);
                }
                history.add(new Metrics(
                        Integer.parseInt(field[0]),
                        Double.parseDouble(field[1]),
                        Double.parseDouble(field[2]),
                        Double.parseDouble(field[3]),
                        Double.parseDouble(field[4])));
            }
        }
        return history;
    }

    /** One line of comma-separated values, six decimals. */
    public String csv() {
        return String.format(
                Locale.ROOT, "%d,%.6f,%.6f,%.6f,%.6f", epoch, trainLoss, trainAccuracy, testLoss, testAccuracy);
    }
}
