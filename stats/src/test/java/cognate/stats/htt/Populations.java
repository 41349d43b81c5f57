package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Made-up networks: Gaussian features, whose squared inner products are similarities without negative eigenvalues. */
final class Populations {
    private static final int DIMENSIONS = 6;

    private Populations() {}

    static Networks networks(List<String> conditions, List<Integer> counts) {
        List<String> names = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int c = 0; c < conditions.size(); c++) {
            for (int i = 0; i < counts.get(c); i++) {
                names.add(conditions.get(c) + "/" + i);
                labels.add(conditions.get(c));
            }
        }
        return Networks.of(names, labels);
    }

    /** One network of every condition in each of some blocks. */
    static Networks blocked(List<String> conditions, int blocks) {
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
    static double[][] similarity(Networks networks, double ofCondition, double ofBlock, long seed) {
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
