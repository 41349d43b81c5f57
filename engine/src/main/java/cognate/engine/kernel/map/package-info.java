/**
 * Kernels that read and write every element once: functions of elements, sums and maxima, softmax, normalization, gates,
 * optimizer steps, and the functions on double arrays that linear algebra needs.
 *
 * <p>The contract: operands are contiguous and of the sizes that the method's text gives, and nothing is checked. The
 * output comes first. The formula beside a name is its exact arithmetic; sums have the one order of {@link
 * cognate.engine.kernel.map.Reduce}. So no width, compiler or number of threads changes a bit.
 */
package cognate.engine.kernel.map;
