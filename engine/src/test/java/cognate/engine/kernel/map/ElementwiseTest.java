package cognate.engine.kernel.map;

import org.junit.jupiter.api.Test;

class ElementwiseTest {
    private final ElementCases cases = new ElementCases();

    @Test
    void fillsAndCopies() {
        cases.agree((z, x, y) -> Elementwise.fill(z, -0f), (z, x, y) -> -0f);
        cases.agree((z, x, y) -> Elementwise.copy(z, x), (z, x, y) -> x);
    }

    @Test
    void arithmetic() {
        cases.agreeInPlace(Elementwise::add, (z, x, y) -> x + y);
        cases.agreeInPlace(Elementwise::subtract, (z, x, y) -> x - y);
        cases.agreeInPlace(Elementwise::multiply, (z, x, y) -> x * y);
        cases.agreeInPlace((z, x, y) -> Elementwise.scale(z, x, 0.3f), (z, x, y) -> x * 0.3f);
        cases.agreeInPlace(Elementwise::divide, (z, x, y) -> x / y);
        cases.agreeInPlace((z, x, y) -> Elementwise.divide(z, x, 0.3f), (z, x, y) -> x / 0.3f);
        cases.agreeInPlace((z, x, y) -> Elementwise.add(z, x, 0.3f), (z, x, y) -> x + 0.3f);
        cases.agree((z, x, y) -> Elementwise.divisorGradient(z, z, x, y), (z, x, y) -> -z * (x / y));
    }

    @Test
    void accumulation() {
        cases.agree((z, x, y) -> Elementwise.accumulate(z, x), (z, x, y) -> z + x);
        cases.agree((z, x, y) -> Elementwise.accumulate(z, x, 0.3f), (z, x, y) -> Math.fma(x, 0.3f, z));
        cases.agreeInPlace(Elementwise::accumulateProduct, (z, x, y) -> Math.fma(x, y, z));
    }

    @Test
    void rectifiers() {
        cases.agreeInPlace((z, x, y) -> Elementwise.relu(z, x), (z, x, y) -> Math.max(x, 0f));
        cases.agree(
                (z, x, y) -> {
                    Elementwise.relu(y, y);
                    Elementwise.accumulateRelu(z, x, y);
                },
                (z, x, y) -> Float.isNaN(y) ? y : z + (y > 0 || Float.isNaN(x) ? x : Math.copySign(0f, x)));
        cases.agreeInPlace(
                (z, x, y) -> Elementwise.leakyRelu(z, x, 0.1f), (z, x, y) -> x > 0 ? x : x < 0 ? x * 0.1f : x + 0f);
        cases.agreeInPlace(
                (z, x, y) -> Elementwise.accumulateLeakyRelu(z, x, y, 0.1f),
                (z, x, y) -> Float.isNaN(y) ? y : Math.fma(x, y > 0 ? 1 : 0.1f, z));
    }

    @Test
    void functions() {
        cases.agreeInPlace((z, x, y) -> Elementwise.tanh(z, x), (z, x, y) -> VectorMath.tanh(x));
        cases.agreeInPlace(Elementwise::accumulateTanh, (z, x, y) -> Math.fma(x, Math.fma(-y, y, 1), z));
        cases.agreeInPlace((z, x, y) -> Elementwise.sigmoid(z, x), (z, x, y) -> VectorMath.sigmoid(x));
        cases.agreeInPlace(Elementwise::accumulateSigmoid, (z, x, y) -> Math.fma(x, Math.fma(-y, y, y), z));
        cases.agreeInPlace((z, x, y) -> Elementwise.exp(z, x), (z, x, y) -> VectorMath.exp(x));
        cases.agreeInPlace((z, x, y) -> Elementwise.log(z, x), (z, x, y) -> VectorMath.log(x));
    }
}
