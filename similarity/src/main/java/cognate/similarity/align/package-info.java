/** Brings the units of two networks into the same order, by their weights or by their activations. */
package cognate.similarity.align;
