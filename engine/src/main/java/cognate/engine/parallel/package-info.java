/** A team of threads that works off numbered parts. */
package cognate.engine.parallel;
