package cognate.engine.kernel.map;

import org.junit.jupiter.api.Test;

class SelectionsTest {
    private final ElementCases cases = new ElementCases();

    @Test
    void extremes() {
        cases.agreeInPlace(Selections::maximum, (z, x, y) -> Math.max(x, y));
        cases.agreeInPlace(Selections::minimum, (z, x, y) -> Math.min(x, y));
        cases.agree(
                (z, x, y) -> Selections.extremeGradient(z, z, x, y), (z, x, y) -> x < y ? 0f : x == y ? z * 0.5f : z);
    }

    @Test
    void choices() {
        cases.agree((z, x, y) -> Selections.where(z, z, x, y), (z, x, y) -> z == 0 ? y : x);
        cases.agree((z, x, y) -> Selections.where(z, x, y, z), (z, x, y) -> x == 0 ? z : y);
        cases.agreeInPlace(Selections::keepWhere, (z, x, y) -> y == 0 ? 0f : x);
        cases.agreeInPlace(Selections::dropWhere, (z, x, y) -> y == 0 ? x : 0f);
    }
}
