package cognate.stats.experiment;

import cognate.engine.random.RandomStream;
import java.util.Arrays;

/**
 * Made-up networks whose law is known: a feature is the centre of its condition plus noise, and the similarity of two
 * networks is the cosine of their features. Half of the noise's variance belongs to the block and half to the network.
 *
 * @param law how networks of one condition vary
 * @param centre the direction of every condition's centre
 * @param spread how far networks stray from it
 */
record SimulatedNetworks(Law law, int[] centre, double[] spread) {
    private static final int DIMENSIONS = 5;
    private static final int KINDS = 3;

    /** How networks of one condition vary. */
    enum Law {
        /** A Gaussian cloud. */
        GAUSSIAN,
        /** A few networks are far worse than most: the noise's scale is lognormal. */
        SKEWED,
        /** Quality is exponential: half of the networks are close to the centre, the worst are all noise. */
        EXPONENTIAL,
        /** Three kinds of networks, each a third of all: what a network is says nothing, what two are says much. */
        CLUSTERS
    }

    /** The random part of one block, which its networks share, or of one network. */
    private record Part(double[] noise, double[] scale, int kind) {
        static Part draw(RandomStream stream) {
            double[] noise = new double[DIMENSIONS];
            Arrays.setAll(noise, d -> stream.nextGaussian());

            int kind = stream.nextInt(KINDS);
            return new Part(noise, new double[] {stream.nextGaussian(), stream.nextGaussian()}, kind);
        }
    }

    /** Unit features [n, 5], given everyone's condition and block. */
    double[][] features(int[] conditions, int[] blocks, RandomStream stream) {
        double[][] features = new double[conditions.length][];
        Part[] shared = new Part[conditions.length];
        for (int i = 0; i < conditions.length; i++) {
            if (shared[blocks[i]] == null) {
                shared[blocks[i]] = Part.draw(stream.split("block").split(blocks[i]));
            }
            Part own = Part.draw(stream.split("network").split(i));
            features[i] = feature(conditions[i], shared[blocks[i]], own);
        }
        return features;
    }

    private double[] feature(int condition, Part shared, Part own) {
        double scale = spread[condition] * scale(shared.scale, own.scale) * StrictMath.sqrt(0.5);
        double[] feature = new double[DIMENSIONS];
        double square = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            feature[d] = scale * (shared.noise[d] + own.noise[d]) + (d == centre[condition] ? 1 : 0);
            feature[d] += law == Law.CLUSTERS && d == 2 + shared.kind ? 2 * spread[condition] : 0;
            square += feature[d] * feature[d];
        }
        double length = StrictMath.sqrt(square);
        Arrays.setAll(feature, d -> feature[d] / length);
        return feature;
    }

    private double scale(double[] shared, double[] own) {
        double z = (shared[0] + own[0]) * StrictMath.sqrt(0.5);
        double w = (shared[1] + own[1]) * StrictMath.sqrt(0.5);
        return switch (law) {
            case GAUSSIAN -> 1;
            case SKEWED -> StrictMath.exp(z - 0.5);
            case EXPONENTIAL -> (z * z + w * w) / 2; // of two normals: exponential with mean 1
            case CLUSTERS -> 0.3;
        };
    }

    /** The cosines [n, n] of unit features. */
    static double[] similarity(double[][] features) {
        int n = features.length;
        double[] similarity = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double cosine = i == j ? 1 : dot(features[i], features[j]);
                similarity[i * n + j] = cosine;
                similarity[j * n + i] = cosine;
            }
        }
        return similarity;
    }

    /** The mean similarity [conditions, conditions] of two independent networks, from many. */
    double[][] means(int networks, RandomStream stream) {
        int k = centre.length;
        double[][] sum = new double[k][DIMENSIONS];
        int[] own = new int[networks];
        Arrays.setAll(own, i -> i);
        for (int c = 0; c < k; c++) {
            int[] condition = new int[networks];
            Arrays.fill(condition, c); // one stream for all: equal laws have equal means to the last bit
            for (double[] feature : features(condition, own, stream)) {
                for (int d = 0; d < DIMENSIONS; d++) {
                    sum[c][d] += feature[d];
                }
            }
        }
        double[][] means = new double[k][k];
        double n = networks;
        for (int p = 0; p < k; p++) {
            for (int q = 0; q < k; q++) { // without the pairs of a network with itself, whose similarity is 1
                boolean same = centre[p] == centre[q] && spread[p] == spread[q];
                means[p][q] = same ? (dot(sum[p], sum[q]) - n) / (n * (n - 1)) : dot(sum[p], sum[q]) / (n * n);
            }
        }
        return means;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) {
            dot += a[d] * b[d];
        }
        return dot;
    }
}
