/**
 * How alike are two representations of the same inputs: canonical correlations, kernel alignment, Procrustes and
 * others.
 */
package cognate.similarity.representation;
