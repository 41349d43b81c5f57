package cognate.engine.kernel.conv;

/** How the chains of a convolution end. */
final class Chains {
    private Chains() {}

    /** Puts +0 for what is not positive, NaN excepted, or only for −0. */
    static void finish(float[] y, int at, int n, boolean rectified) {
        if (rectified) {
            for (int i = at; i < at + n; i++) {
                y[i] = Math.max(y[i], 0f);
            }
        } else {
            for (int i = at; i < at + n; i++) {
                y[i] += 0f;
            }
        }
    }
}
