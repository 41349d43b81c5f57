/**
 * Brings the weights of a network into the one form that all its rescaled twins share, without changing its
 * predictions.
 */
package cognate.similarity.normalize;
