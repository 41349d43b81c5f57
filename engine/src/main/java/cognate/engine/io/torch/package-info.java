/**
 * State dicts in the files that {@code torch.save} writes. They are read, never run: of a pickle's instructions only
 * those that lay out data are known, and the few names that a state dict needs; every other name becomes an inert
 * placeholder. Every count is checked before memory is taken for it.
 */
package cognate.engine.io.torch;
