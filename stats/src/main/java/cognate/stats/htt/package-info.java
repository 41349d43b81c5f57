/** Hypothesis-training-testing on populations of networks (Wang et al. 2022). */
package cognate.stats.htt;
