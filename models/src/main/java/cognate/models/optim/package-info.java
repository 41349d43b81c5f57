/** Optimizers, schedules of the learning rate and gradient clipping, as PyTorch defines them. */
package cognate.models.optim;
