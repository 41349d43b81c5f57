/** Hypothesis tests, intervals, effect sizes and adjustments for many of them. */
package cognate.stats.test;
