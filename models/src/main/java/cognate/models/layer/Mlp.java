package cognate.models.layer;

/** Multilayer perceptrons, {@code mlp:IN-HIDDEN-…-OUT}. */
final class Mlp {
    private Mlp() {}

    static Sequential build(Architecture architecture, Stack stack) {
        int[] widths = widths(architecture);
        int last = widths.length - 1;
        for (int i = 1; i < last; i++) {
            stack.hidden(widths[i - 1], widths[i]);
        }
        return stack.linear(widths[last - 1], widths[last]).build();
    }

    static void check(Architecture architecture) {
        int[] widths = widths(architecture);
        int out = widths[widths.length - 1];
        if (widths[0] != architecture.input().size()) {
            throw architecture.refused(
                    widths[0] + " inputs", "data with " + architecture.input().size() + " " + architecture.input());
        }
        if (out != architecture.classes()) {
            throw architecture.refused(out + " classes", "a task with " + architecture.classes());
        }
    }

    private static int[] widths(Architecture architecture) {
        String[] parts = architecture.sizes().split("-", -1);
        if (parts.length < 2) {
            throw architecture.refused("mlp:IN-HIDDEN-…-OUT", architecture.model());
        }
        int[] widths = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            widths[i] = architecture.size(parts[i]);
        }
        return widths;
    }
}
