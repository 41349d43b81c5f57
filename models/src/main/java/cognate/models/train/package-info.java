/** Training of one network and of populations, evaluation, checkpoints and run directories. */
package cognate.models.train;
