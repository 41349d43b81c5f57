/** Reverse-mode automatic differentiation: variables, the tape, and every differentiable operation. */
module cognate.autograd {
    requires transitive cognate.engine;

    exports cognate.autograd;
}
