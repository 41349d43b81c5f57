package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;

/**
 * The Jaccard similarity of neighbourhoods (Wang et al. 2022, after Schumacher et al. 2021): for every input the k
 * nearest others by Euclidean distance on each side, {@code |A ∩ B| / |A ∪ B|}, mean over inputs. A similarity,
 * symmetric, in [0, 1], invariant to rotation, translation and one scale of either side. Of equally near inputs the
 * first come first. Takes n × n numbers.
 */
public final class NearestNeighbours {
    private NearestNeighbours() {}

    public static double jaccard(Representation x, Representation y, int k) {
        Inputs.check("neighbours", x, y);
        int n = x.inputs();
        if (k < 1 || k > n - 1) {
            throw new IllegalArgumentException("neighbours: k from 1 to " + (n - 1) + ", found " + k);
        }
        Matrix dx = Distances.squared(x.centred());
        Matrix dy = Distances.squared(y.centred());
        double sum = 0;
        for (int i = 0; i < n; i++) {
            boolean[] a = nearest(dx, i, k);
            boolean[] b = nearest(dy, i, k);
            int both = 0;
            for (int j = 0; j < n; j++) {
                both += a[j] && b[j] ? 1 : 0;
            }
            sum += both / (2.0 * k - both);
        }
        return sum / n;
    }

    private static boolean[] nearest(Matrix distances, int i, int k) {
        int n = distances.rows();
        int[] nearest = new int[k];
        int count = 0;
        for (int j = 0; j < n; j++) {
            double distance = distances.get(i, j);
            if (j == i || count == k && distance >= distances.get(i, nearest[k - 1])) {
                continue;
            }
            int place = count < k ? count++ : k - 1;
            while (place > 0 && distance < distances.get(i, nearest[place - 1])) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = j;
        }
        boolean[] result = new boolean[n];
        for (int j : nearest) {
            result[j] = true;
        }
        return result;
    }
}
