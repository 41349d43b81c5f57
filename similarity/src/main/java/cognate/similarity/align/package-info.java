/**
 * Puts the units of two networks into the same places, by their weights or by their activations: one order, and of odd
 * units one sign, for every group of units of their {@link cognate.models.wiring.Wiring}.
 */
package cognate.similarity.align;
