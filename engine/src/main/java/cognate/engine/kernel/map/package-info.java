/**
 * Kernels that read and write every element once: functions of elements, sums and maxima, softmax, normalization,
 * gates, optimizer steps, and the functions on double arrays that linear algebra needs.
 *
 * <p>The contract: operands are contiguous and of the sizes that the method's text gives, and nothing is checked. The
 * output comes first. The formula beside a name is its exact arithmetic; sums have the one order of
 * {@link cognate.engine.kernel.map.Reduce}. So no width, compiler or number of threads changes a bit.
 *
 * <p>A loop is plain where one index serves all its arrays and nothing in it is conditional: the compiler makes vectors
 * of it as fast as hand-written ones, after far fewer calls. It does not of arrays under different indices (rows of
 * blocks, as in {@link cognate.engine.kernel.map.Gates}), of sums, whose order it may not change, nor of conditionals:
 * those that training waits for are written with vectors, the others are plain and scalar.
 */
package cognate.engine.kernel.map;
