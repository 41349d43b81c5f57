/** How wide this machine's vectors are, and what every kernel does with arrays because of it; exported to nobody. */
package cognate.engine.kernel.lanes;
