/** Arithmetic on tensors that is not recorded: for data, targets and what a network gave out. */
package cognate.engine.math;
