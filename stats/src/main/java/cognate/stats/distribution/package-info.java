/** Probability distributions: tails, quantiles and what they are made of. */
package cognate.stats.distribution;
