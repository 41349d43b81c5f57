package cognate.similarity.normalize;

import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Group;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The weights of a network in double precision while its units are rescaled; {@link #write} gives them back. */
final class UnitWeights {
    private final Wiring wiring;
    private final List<double[]> values = new ArrayList<>();

    UnitWeights(Wiring wiring) {
        this.wiring = wiring;
        for (Tie tie : wiring.ties()) {
            float[] floats = tie.tensor().toArray();
            double[] doubles = new double[floats.length];
            for (int i = 0; i < floats.length; i++) {
                doubles[i] = floats[i];
            }
            values.add(doubles);
        }
    }

    /** Which units belong to a group, by number. */
    private boolean[] members(Group group) {
        boolean[] members = new boolean[wiring.size()];
        for (int unit : group.units()) {
            members[unit] = true;
        }
        return members;
    }

    /** The numbers of the ties whose weights come in to the units of a group from elsewhere. */
    int[] producers(Group group) {
        boolean[] members = members(group);
        return IntStream.range(0, values.size())
                .filter(t -> !wiring.ties().get(t).isVector()
                        && contains(wiring.ties().get(t).rows(), members)
                        && !contains(wiring.ties().get(t).columns(), members))
                .toArray();
    }

    private static boolean contains(Space space, boolean... members) {
        for (int place = 0; place < space.size(); place++) {
            if (space.unit(place) >= 0 && members[space.unit(place)]) {
                return true;
            }
        }
        return false;
    }

    /** The Euclidean norm of what comes in to each unit, [units]; 1 where it is 0 and of all other units. */
    double[] norms(Group group) {
        double[] norms = new double[wiring.size()];
        for (int t : producers(group)) {
            Tie tie = wiring.ties().get(t);
            double[] weights = values.get(t);
            int width = tie.width();
            for (int from = 0; from < weights.length; from += width) {
                int unit = tie.unitOfRow(from / width);
                for (int i = from; unit >= 0 && i < from + width; i++) {
                    norms[unit] += weights[i] * weights[i];
                }
            }
        }
        boolean[] members = members(group);
        for (int unit = 0; unit < norms.length; unit++) {
            norms[unit] = members[unit] && norms[unit] != 0 ? Math.sqrt(norms[unit]) : 1;
        }
        return norms;
    }

    /** The sign of the first incoming weight of largest magnitude of each unit, [units]; 1 of all other units. */
    double[] signs(Group group) {
        double[] largest = new double[wiring.size()];
        for (int t : producers(group)) {
            Tie tie = wiring.ties().get(t);
            double[] weights = values.get(t);
            for (int i = 0; i < weights.length; i++) {
                int unit = tie.unitOfRow(i / tie.width());
                if (unit >= 0 && Math.abs(weights[i]) > Math.abs(largest[unit])) {
                    largest[unit] = weights[i];
                }
            }
        }
        boolean[] members = members(group);
        double[] signs = new double[largest.length];
        for (int unit = 0; unit < signs.length; unit++) {
            signs[unit] = members[unit] && largest[unit] < 0 ? -1 : 1;
        }
        return signs;
    }

    /** Divides what each unit of a group gives out by its divisor, and multiplies what takes it in. */
    void divide(Group group, double... divisors) {
        boolean[] members = members(group);
        for (int t = 0; t < values.size(); t++) {
            Tie tie = wiring.ties().get(t);
            boolean given = contains(tie.rows(), members);
            boolean taken = !tie.isVector() && contains(tie.columns(), members);
            if (given || taken) {
                divide(tie, values.get(t), divisors);
            }
        }
    }

    private static void divide(Tie tie, double[] weights, double... divisors) {
        int width = tie.width();
        double[] up = new double[width];
        for (int column = 0; column < width; column++) {
            int unit = tie.unitOfColumn(column);
            up[column] = unit < 0 ? 1 : divisors[unit];
        }
        for (int from = 0; from < weights.length; from += width) {
            int unit = tie.unitOfRow(from / width);
            double down = unit < 0 ? 1 : divisors[unit];
            for (int column = 0; column < width; column++) {
                weights[from + column] = weights[from + column] / down * up[column];
            }
        }
    }

    /** Divides a weight, whose rows are the outputs, and its bias by the weight's Euclidean norm, unless that is 0. */
    void divideByNorm(int weight) {
        double sum = 0;
        for (double value : values.get(weight)) {
            sum += value * value;
        }
        double norm = sum == 0 ? 1 : Math.sqrt(sum);
        for (int t = 0; t < values.size(); t++) {
            Tie tie = wiring.ties().get(t);
            if (t == weight || tie.isVector() && tie.rows() == Space.FIXED) {
                double[] own = values.get(t);
                for (int i = 0; i < own.length; i++) {
                    own[i] /= norm;
                }
            }
        }
    }

    /** Writes the weights back, rounded to floats. */
    void write() {
        for (int t = 0; t < values.size(); t++) {
            double[] doubles = values.get(t);
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            Tensor tensor = wiring.ties().get(t).tensor();
            tensor.copyFrom(Tensor.of(floats, tensor.shape()));
        }
    }
}
