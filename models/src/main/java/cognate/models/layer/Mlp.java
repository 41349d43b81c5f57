package cognate.models.layer;

import cognate.engine.random.RandomStream;

/** Multilayer perceptrons, {@code mlp:IN-HIDDEN-…-OUT}. */
final class Mlp extends Family {
    private final int[] widths;

    Mlp(Specification specification) {
        super(specification, Stack.SUFFIXES);
        String[] parts = specification.sizes().split("-", -1);
        if (parts.length < 2) {
            throw specification.refused("mlp:IN-HIDDEN-…-OUT", specification.model());
        }
        widths = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            widths[i] = specification.size(parts[i]);
        }
        int out = widths[widths.length - 1];
        if (widths[0] != input().size()) {
            throw specification.refused(widths[0] + " inputs", "data with " + input().size() + " " + input());
        }
        if (out != classes()) {
            throw specification.refused(out + " classes", "a task with " + classes());
        }
    }

    @Override
    Sequential build(RandomStream random) {
        Stack stack = new Stack(specification(), random);
        int last = widths.length - 1;
        for (int i = 1; i < last; i++) {
            stack.hidden(widths[i - 1], widths[i]);
        }
        return stack.linear(widths[last - 1], widths[last]).build();
    }
}
