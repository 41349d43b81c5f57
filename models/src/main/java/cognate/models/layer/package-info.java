/** Layers under the names, layouts and initializations of PyTorch, and the architectures that are built of them. */
package cognate.models.layer;
