/**
 * Dense arrays of floats: shapes, views of shared storage, and the exception that names an operation and the shapes that
 * do not fit it.
 */
package cognate.engine.tensor;
