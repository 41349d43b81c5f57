package cognate.stats.htt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS (Nocedal, Wright 2006, algorithms 7.4 and 7.5) in the metric of the feature space, where the loss
 * is smooth with constant 1, so that the first step length is 1 too. Stops when the gradient's norm in the metric is at
 * most a tolerance.
 */
final class HeadSolver {
    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 2000;
    /** Decrease that the line search asks for, beyond the rounding of the loss itself. */
    private static final double DECREASE = 1e-4;

    private static final double ROUNDING = 1e-14;
    private static final double SHORTEST = 1e-10;

    /** A vector and its image, which stay together through every linear combination. */
    private record Pair(double[] vector, double[] image) {
        double dot(Pair other) {
            double sum = 0;
            for (int i = 0; i < vector.length; i++) {
                sum += vector[i] * other.image[i];
            }
            return sum;
        }

        /** this + factor · other, as a new pair. */
        Pair plus(double factor, Pair other) {
            double[] v = new double[vector.length];
            double[] w = new double[vector.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = vector[i] + factor * other.vector[i];
                w[i] = image[i] + factor * other.image[i];
            }
            return new Pair(v, w);
        }
    }

    private record Curvature(Pair step, Pair change, double product) {}

    private HeadSolver() {}

    /** The vector of least loss, to a gradient of at most this norm. */
    static double[] minimize(HeadObjective objective, double tolerance) {
        Pair x = new Pair(new double[objective.length()], new double[objective.length()]);
        double[] slope = new double[objective.length()];
        double loss = objective.lossAndGradient(x.vector, x.image, slope);
        Pair gradient = new Pair(slope, objective.image(slope));
        Deque<Curvature> memory = new ArrayDeque<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            if (StrictMath.abs(gradient.dot(gradient)) <= tolerance * tolerance) { // rounding may leave it below 0
                return x.vector;
            }
            Pair direction = direction(gradient, memory);
            double descent = gradient.dot(direction);
            double slack = ROUNDING * StrictMath.abs(loss);
            double[] nextSlope = new double[objective.length()];
            double length = 1;
            Pair next = x.plus(-length, direction);
            double nextLoss = objective.lossAndGradient(next.vector, next.image, nextSlope);
            while (!(nextLoss <= loss - DECREASE * length * descent + slack) && length > SHORTEST) {
                length /= 2;
                next = x.plus(-length, direction);
                nextLoss = objective.lossAndGradient(next.vector, next.image, nextSlope);
            }
            Pair nextGradient = new Pair(nextSlope, objective.image(nextSlope));
            Pair moved = next.plus(-1, x);
            Pair change = nextGradient.plus(-1, gradient);
            double product = moved.dot(change);
            if (product > 0) {
                memory.addFirst(new Curvature(moved, change, product));
                if (memory.size() > MEMORY) {
                    memory.removeLast();
                }
            }
            x = next;
            loss = nextLoss;
            gradient = nextGradient;
        }
        throw new IllegalArgumentException("head: no convergence after " + MOST_STEPS
                + " steps; a similarity matrix without negative eigenvalues is expected");
    }

    /** The inverse Hessian's estimate times the gradient. */
    private static Pair direction(Pair gradient, Deque<Curvature> memory) {
        Pair q = gradient;
        double[] alpha = new double[memory.size()];
        int i = 0;
        for (Curvature past : memory) {
            alpha[i] = past.step.dot(q) / past.product;
            q = q.plus(-alpha[i++], past.change);
        }
        if (!memory.isEmpty()) {
            Curvature last = memory.getFirst();
            q = q.plus(last.product / last.change.dot(last.change) - 1, q);
        }
        for (Iterator<Curvature> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
            Curvature past = oldest.next();
            double beta = past.change.dot(q) / past.product;
            q = q.plus(alpha[--i] - beta, past.step);
        }
        return q;
    }
}
