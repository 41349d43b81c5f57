/**
 * Dense linear algebra in double precision: factorizations, singular values, eigenvalues and the assignment problem,
 * for the measures and the statistics that stand on it. The same bits on every machine.
 */
package cognate.engine.linalg;
