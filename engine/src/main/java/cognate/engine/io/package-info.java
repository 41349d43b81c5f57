/**
 * File formats, every bound checked: safetensors, NumPy arrays, JSON; and files that are written whole or not at all.
 * What is wrong with a file is said in one line by {@link cognate.engine.io.FormatException}.
 */
package cognate.engine.io;
