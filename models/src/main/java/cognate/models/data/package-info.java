/** Data sets as they lie on disk or are made from a seed, their tasks, their split, and the batches of training. */
package cognate.models.data;
