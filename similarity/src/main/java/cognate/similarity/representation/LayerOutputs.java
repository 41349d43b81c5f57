package cognate.similarity.representation;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Layer;
import cognate.models.layer.Trace;

/**
 * Tells a listener what the layers of a network make of a batch: every layer with weights together with the batch
 * normalization and activation right behind it, under its own name; those within a residual block, and then the block.
 */
public final class LayerOutputs {
    private final Trace.Listener listener;
    private String path;
    private Layer layer;
    private Variable value;

    private LayerOutputs(Trace.Listener listener) {
        this.listener = listener;
    }

    /**
     * Passes a batch through a network.
     *
     * @param inputs as the first layer takes them
     * @param lengths number of steps of each sequence, or null where all are as long as the batch
     */
    public static void of(Layer network, Tape tape, Tensor inputs, int[] lengths, Trace.Listener listener) {
        LayerOutputs outputs = new LayerOutputs(listener);
        Trace.of(network, tape, tape.constant(inputs), lengths, new Trace.Listener() {
            @Override
            public void output(String path, Layer layer, Variable value) {
                outputs.follow(path, layer, value);
            }

            @Override
            public void inner(String path, Variable value) {
                listener.inner(path, value);
            }
        });
        outputs.tell();
    }

    private void follow(String nextPath, Layer next, Variable nextValue) {
        if (next.isContinuation()) {
            value = nextValue;
        } else if (next.layers().isEmpty() || nextValue != value) { // else it ends with the layer that is told of
            tell();
            path = nextPath;
            layer = next;
            value = nextValue;
        }
    }

    private void tell() {
        if (layer != null && !layer.parameters().isEmpty()) {
            listener.output(path, layer, value);
        }
    }
}
