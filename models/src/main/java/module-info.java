/** Layers, losses, optimizers, data sets, training, populations and checkpoints. */
module cognate.models {
    requires transitive cognate.autograd;

    exports cognate.models.data;
    exports cognate.models.layer;
    exports cognate.models.optim;
    exports cognate.models.train;
    exports cognate.models.wiring;
}
