package cognate.stats.test;

/** A sum that carries its own rounding error along (Neumaier 1974). */
final class CompensatedSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += StrictMath.abs(sum) >= StrictMath.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
