/** How alike are two networks: chain normalization, alignment, measures of weights and of representations. */
module cognate.similarity {
    requires transitive cognate.models;

    exports cognate.similarity.align;
    exports cognate.similarity.ancestry;
    exports cognate.similarity.normalize;
    exports cognate.similarity.weights;
    exports cognate.similarity.representation;
}
