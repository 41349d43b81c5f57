/**
 * Reverse-mode automatic differentiation. A {@link cognate.autograd.Tape} records what is computed from
 * {@link cognate.autograd.Variable}s and walks it backwards; {@link cognate.autograd.Parameter}s outlive the tape.
 * Operations are grouped by subject, each with its backward beside it, and a user adds one in the same way: compute a
 * tensor, {@link cognate.autograd.Tape#record record} it with what its gradient means for its inputs.
 * {@link cognate.autograd.ImageVariable} and {@link cognate.autograd.ConvolutionSteps} serve layers that chain
 * convolutions; {@link cognate.autograd.ConvOps} needs neither.
 */
package cognate.autograd;
