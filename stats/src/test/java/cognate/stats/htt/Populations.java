package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Made-up networks: Gaussian features, whose squared inner products are similarities without negative eigenvalues. */
final class Populations {
    private static final int DIMENSIONS = 6;

    private Populations() {}

    static Design networks(List<String> conditions, List<Integer> counts) {
        List<String> names = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            for (int i = 0; i < counts.get(c); i++) {
                names.add(conditions.get(c) + "/" + i);
                labels.add(conditions.get(c));
            }
        }
        return Design.of(names, labels);
    }

    /** One network of every condition in each of some blocks. */
    static Design blocked(List<String> conditions, int blocks) {
        List<String> blockOf = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            for (int i = 0; i < blocks; i++) {
                blockOf.add("seed " + i);
            }
        }
        return networks(conditions, conditions.stream().map(c -> blocks).toList())
                .inBlocks(blockOf);
    }

    /** Similarities of features that hold noise, their condition's and their block's centre. */
    static double[][] similarity(Design networks, double ofCondition, double ofBlock, long seed) {
        RandomStream stream = RandomStream.of(seed);
        double[][] conditions = gaussian(networks.size(), stream.split("conditions"));
        double[][] blocks = gaussian(networks.size(), stream.split("blocks"));
        double[][] features = gaussian(networks.size(), stream.split("networks"));
        for (int i = 0; i < networks.size(); i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                features[i][d] +=
                        ofCondition * conditions[networks.condition(i)][d] + ofBlock * blocks[networks.block(i)][d];
            }
        }
        double[][] similarity = new double[networks.size()][networks.size()];
        for (int i = 0; i < networks.size(); i++) {
            for (int j = 0; j < networks.size(); j++) {
                double product = 0;
                for (int d = 0; d < DIMENSIONS; d++) {
                    product += features[i][d] * features[j][d];
                }
                similarity[i][j] = product * product;
            }
        }
        return similarity;
    }

    /**
     * Cosines of features around one centre, a deviation a condition: every condition has one law but for its spread.
     */
    static double[][] clouds(Design networks, double[] deviation, long seed) {
        double[][] features = gaussian(networks.size(), RandomStream.of(seed).split("clouds"));
        for (int i = 0; i < networks.size(); i++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                features[i][d] = (d == 0 ? 1 : 0) + deviation[networks.condition(i)] * features[i][d];
            }
        }
        double[][] similarity = new double[networks.size()][networks.size()];
        for (int i = 0; i < networks.size(); i++) {
            for (int j = 0; j < networks.size(); j++) {
                similarity[i][j] = dot(features[i], features[j])
                        / Math.sqrt(dot(features[i], features[i]) * dot(features[j], features[j]));
            }
        }
        return similarity;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static double[][] gaussian(int n, RandomStream stream) {
        double[][] values = new double[n][DIMENSIONS];
        for (double[] row : values) {
            for (int d = 0; d < DIMENSIONS; d++) {
                row[d] = stream.nextGaussian();
            }
        }
        return values;
    }
}
