/** Tensors, SIMD kernels, workers, random streams, dense linear algebra and file formats. */
@SuppressWarnings("module") // the modules above are not on this one's path when it is compiled
module cognate.engine {
    requires jdk.incubator.vector;

    exports cognate.engine.tensor;
    exports cognate.engine.math;
    exports cognate.engine.linalg;
    exports cognate.engine.parallel;
    exports cognate.engine.random;
    exports cognate.engine.io;
    exports cognate.engine.io.torch;
    exports cognate.engine.kernel.gemm to
            cognate.autograd,
            cognate.models,
            cognate.similarity,
            cognate.stats;
    exports cognate.engine.kernel.conv to
            cognate.autograd,
            cognate.models,
            cognate.similarity,
            cognate.stats;
    exports cognate.engine.kernel.map to
            cognate.autograd,
            cognate.models,
            cognate.similarity,
            cognate.stats;
}
