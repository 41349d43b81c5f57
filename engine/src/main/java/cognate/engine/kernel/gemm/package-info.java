/**
 * Matrix products, of floats and of doubles. The door is {@link cognate.engine.kernel.gemm.Gemm}; behind it stand the
 * block that fits the caches, the copies that bring operands into a tile's order, and the tiles.
 *
 * <p>The contract: every element of C is one chain of fused multiply-adds over ascending k that starts from C's value, a
 * bias or +0, so no block, tile, width or number of threads changes a bit. The doors on tensors check sizes; what stands
 * behind them checks nothing.
 */
package cognate.engine.kernel.gemm;
