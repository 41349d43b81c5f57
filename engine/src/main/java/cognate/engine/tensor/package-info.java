/**
 * Dense arrays of floats: shapes, layouts, views of shared storage, copies and sums over any strides, and the exception
 * that names an operation and the shapes that do not fit it.
 */
package cognate.engine.tensor;
