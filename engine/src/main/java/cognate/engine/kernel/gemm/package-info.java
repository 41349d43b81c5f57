/**
 * Matrix products, of floats and of doubles. The doors are {@link cognate.engine.kernel.gemm.Gemm} and
 * {@link cognate.engine.kernel.gemm.DoubleGemm}. Behind the first, calls go one way: one thread's share (GemmBlock, or
 * GemmTransposed where B's rows are neighbours), the copies that bring operands into a tile's order (GemmPack), the
 * tiles (GemmTile and its micro-kernels), the lanes. All of them know one table of sizes (GemmBlocking) and one form of
 * an operand ({@link cognate.engine.kernel.gemm.MatrixView}); only micro-kernels take plain positions.
 *
 * <p>The contract: every element of C is one chain of fused multiply-adds over ascending k that starts from C's value,
 * a bias or +0, so no block, tile, width or number of threads changes a bit. The doors on tensors check sizes; what
 * stands behind them checks nothing.
 */
package cognate.engine.kernel.gemm;
