/**
 * Whether two checkpoints share a start: an exact permutation test of their weights in file order.
 *
 * <p><b>Hypothesis.</b> Initialization, masks and dropout noise of A and B are independent, and the units of both stand
 * as training left them. Initialization is symmetric in the hidden units and training is equivariant, so A's hidden
 * units are exchangeable given B: for a uniformly drawn permutation π of the units of every hidden space, applied to
 * all of A's weights consistently, (πA, B) has the law of (A, B). p = (1 + #{T(πA, B) ≥ T(A, B)}) / (1 + K) is then
 * exact for every number K of draws and any statistic T of the weights, whatever data, task and accuracy. Shared data
 * and a shared order of examples do no harm. Small p speaks of a shared start: a continued or fine-tuned copy,
 * snapshots of one run, a shared initialization.
 *
 * <p><b>Group.</b> One permutation a hidden space ({@link cognate.models.wiring.Group}; what a sum adds up is one
 * space), which moves the rows of the weights that give it out, every gate alike, and the columns of those that take it
 * in, with all their taps, pixels and steps. Inputs and outputs stay. Where only odd functions (tanh) lie between, and
 * no batch normalization, a unit's sign may flip too, so sign flips belong to the group.
 *
 * <p><b>Statistic.</b> Only weight matrices, as they stand in the file (batch normalization is not folded in, vectors
 * do not enter). Rows, then columns, are divided by their root mean square, three times; a tensor's entries are
 * replaced by their centred ranks (next to odd units by sign × rank of the magnitude); r_l is the correlation of A's
 * tensor l with B's, z_l is r_l standardized over the identity and all K permutations, which keeps the test exact; T =
 * Σ max(z_l, 0)². Tensors whose r_l no permutation changes are left out.
 *
 * <p><b>Traps.</b> <em>Identity or Dirac initializations</em> tie input i to unit i, so both sides of such a tensor
 * would have to be permuted together; a file does not say how it was initialized, and permuted apart, as here, two
 * independent networks of this kind are taken for relatives in most cases. The same holds for <em>units that were
 * sorted or aligned</em> after training, for structured masks that both networks share, and, where signs flip, for
 * initializations of one sign (a constant). <em>A copy with its units in another order</em> is not found: that is what
 * the aligned measures of {@link cognate.similarity.weights.Comparison} show. <em>Few units</em>: four in one layer
 * have 24 orders, so p ≥ 1/24. <em>No evidence is not independence</em>: strong weight decay over many epochs erases
 * what the start left.
 *
 * <p>The idea of testing descent by exchangeable units is that of Zhu et al. (ICML 2025); the statistic is our own.
 */
package cognate.similarity.ancestry;
