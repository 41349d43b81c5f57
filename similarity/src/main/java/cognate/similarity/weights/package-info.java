/** How alike are the weights of two networks: distances, chain products and the whole chain. */
package cognate.similarity.weights;
