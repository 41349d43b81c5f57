package cognate.benchmarks;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.VectorMath;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * Computes exp, log, tanh and sigmoid of all 2³² floats and prints, for each, its largest distance from StrictMath in
 * double precision, in units in the last place of the float nearest to that. Ends with 1 if one is above 2, if a
 * special value differs (NaN, infinities, the sign of a zero), or if a vector has other bits than its scalar form.
 */
public final class AllFloats {
    private static final int BLOCK = 4096;
    private static final int PARTS = 1024;

    private interface Function {
        float of(float x);
    }

    private final Function scalar;
    private final BiConsumer<Tensor, Tensor> vector;
    private final DoubleUnaryOperator exact;
    private double worst;
    private float worstAt;
    private long special;
    private long unequal;

    private AllFloats(Function scalar, BiConsumer<Tensor, Tensor> vector, DoubleUnaryOperator exact) {
        this.scalar = scalar;
        this.vector = vector;
        this.exact = exact;
    }

    public static void main(String[] args) {
        boolean passed;
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            passed = new AllFloats(VectorMath::exp, Elementwise::exp, StrictMath::exp).run("exp", workers);
            passed &= new AllFloats(VectorMath::log, Elementwise::log, StrictMath::log).run("log", workers);
            passed &= new AllFloats(VectorMath::tanh, Elementwise::tanh, StrictMath::tanh).run("tanh", workers);
            DoubleUnaryOperator sigmoid = x -> 1 / (1 + StrictMath.exp(-x));
            passed &= new AllFloats(VectorMath::sigmoid, Elementwise::sigmoid, sigmoid).run("sigmoid", workers);
        }
        if (!passed) {
            System.exit(1);
        }
    }

    private boolean run(String name, Workers workers) {
        workers.run(PARTS, part -> {
            Tensor x = Tensor.zeros(BLOCK);
            Tensor y = Tensor.zeros(BLOCK);
            long count = (1L << 32) / PARTS;
            for (long bits = part * count; bits < (part + 1) * count; bits += BLOCK) {
                block((int) bits, x, y);
            }
        });
        System.out.println(String.format(
                Locale.ROOT,
                "%-8s %.4f ulp at %s; special values that differ: %d; vectors with other bits: %d",
                name,
                worst,
                Float.toHexString(worstAt),
                special,
                unequal));
        return worst <= 2 && special == 0 && unequal == 0;
    }

    private void block(int bits, Tensor x, Tensor y) {
        for (int i = 0; i < BLOCK; i++) {
            x.array()[i] = Float.intBitsToFloat(bits + i);
        }
        vector.accept(y, x);
        double blockWorst = 0;
        float blockAt = 0;
        int blockSpecial = 0;
        int blockUnequal = 0;
        for (int i = 0; i < BLOCK; i++) {
            float input = x.array()[i];
            float found = scalar.of(input);
            double expected = exact.applyAsDouble(input);
            float rounded = (float) expected;
            if (Float.floatToIntBits(found) != Float.floatToIntBits(y.array()[i])) {
                blockUnequal++;
            }
            if (expected == 0 || Float.isNaN(rounded) || Float.isInfinite(rounded)) {
                if (Float.floatToIntBits(found) != Float.floatToIntBits(rounded)) {
                    blockSpecial++;
                }
            } else {
                double error = Math.abs(found - expected) / Math.ulp(rounded);
                if (!(error <= blockWorst)) {
                    blockWorst = error;
                    blockAt = input;
                }
            }
        }
        merge(blockWorst, blockAt, blockSpecial, blockUnequal);
    }

    private synchronized void merge(double error, float at, int differing, int other) {
        special += differing;
        unequal += other;
        if (!(error < worst || error == worst && at >= worstAt)) {
            worst = error;
            worstAt = at;
        }
    }
}
