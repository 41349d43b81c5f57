package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.NaturalOrder;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.BatchNorm1d;
import cognate.models.layer.BatchNorm2d;
import cognate.models.layer.Gru;
import cognate.models.layer.Lstm;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Rnn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tensors of one layer in a checkpoint of unknown making.
 *
 * @param name what stands before the last dot of their names, as {@code fc1} or {@code features.3}
 * @param kind what the layer must be
 * @param tensors by the names of the layer's own parameters, as {@code weight}
 * @param in inputs, or channels that come in
 * @param out units, or channels that go out
 */
record ForeignLayer(String name, Kind kind, Map<String, Tensor> tensors, int in, int out) {
    private static final String RECURRENT_INPUT = "weight_ih_l0";
    private static final String RECURRENT_STATE = "weight_hh_l0";
    private static final int MOST_LAYERS = 256;

    /** The kinds, in the order in which they follow one another in a network; normalization stands between. */
    enum Kind {
        CONVOLUTION,
        RECURRENT,
        LINEAR,
        BATCH_NORM
    }

    /** Groups tensors by layers, numbers in names by value. */
    static List<ForeignLayer> group(Map<String, Tensor> tensors, String file) throws FormatException {
        Map<String, Map<String, Tensor>> groups = new TreeMap<>(NaturalOrder.INSTANCE);
        tensors.forEach((name, tensor) -> {
            int dot = name.lastIndexOf('.');
            groups.computeIfAbsent(name.substring(0, Math.max(0, dot)), key -> new LinkedHashMap<>())
                    .put(name.substring(dot + 1), tensor);
        });
        FormatException.check(
                !groups.isEmpty() && groups.size() <= MOST_LAYERS,
                file,
                "the tensors of 1 to " + MOST_LAYERS + " layers",
                groups.size());
        List<ForeignLayer> layers = new ArrayList<>();
        for (Map.Entry<String, Map<String, Tensor>> group : groups.entrySet()) {
            layers.add(of(group.getKey(), group.getValue(), file + ": layer \"" + group.getKey() + "\""));
        }
        return layers;
    }

    private static ForeignLayer of(String name, Map<String, Tensor> tensors, String place) throws FormatException {
        Tensor recurrent = tensors.get(RECURRENT_STATE);
        Tensor weight = tensors.get(recurrent != null ? RECURRENT_INPUT : "weight");
        int rank = weight == null || weight.size() == 0 ? 0 : weight.rank();
        ForeignLayer layer;
        if (recurrent != null && rank == 2 && recurrent.rank() == 2 && recurrent.dim(1) > 0) {
            int directions = tensors.containsKey(RECURRENT_INPUT + "_reverse") ? 2 : 1;
            layer = new ForeignLayer(name, Kind.RECURRENT, tensors, weight.dim(1), directions * recurrent.dim(1));
        } else if (rank == 1 && tensors.containsKey("running_mean") && tensors.containsKey("running_var")) {
            layer = new ForeignLayer(name, Kind.BATCH_NORM, tensors, weight.dim(0), weight.dim(0));
        } else if (rank == 2 || rank == 4) {
            Kind kind = rank == 2 ? Kind.LINEAR : Kind.CONVOLUTION;
            layer = new ForeignLayer(name, kind, tensors, weight.dim(1), weight.dim(0));
        } else {
            throw new FormatException(
                    place,
                    "the tensors of a linear, convolutional, recurrent or batch normalization layer",
                    "" + new TreeMap<>(tensors).keySet());
        }
        if (layer.kind != Kind.RECURRENT) {
            layer.checkVectors(place);
        }
        return layer;
    }

    private void checkVectors(String place) throws FormatException {
        String known = kind == Kind.BATCH_NORM ? "weight|bias|running_mean|running_var" : "weight|bias";
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            FormatException.check(
                    entry.getKey().matches(known),
                    place,
                    "the tensors of " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    "also \"" + entry.getKey() + "\"");
            boolean fits =
                    entry.getKey().equals("weight") || entry.getValue().shape().equals(Shape.of(out));
            FormatException.check(
                    fits,
                    place,
                    entry.getKey() + " [" + out + "]",
                    entry.getValue().shape());
        }
    }

    /** What stands before the names of the layer's own parameters. */
    String prefix() {
        return name.isEmpty() ? "" : name + ".";
    }

    /** The name in the file of its first tensor there. */
    String firstName() {
        return prefix() + tensors.keySet().iterator().next();
    }

    /** Whether it takes what the other gives. */
    boolean follows(ForeignLayer before) {
        boolean flattened = before.kind == Kind.CONVOLUTION && kind == Kind.LINEAR;
        return flattened ? in % before.out == 0 : in == before.out;
    }

    Tensor weight() {
        return tensors.get("weight");
    }

    /** May be null. */
    Tensor bias() {
        return tensors.get("bias");
    }

    /** The batch normalization that these tensors make, of images or else of vectors. */
    BatchNorm batchNorm(boolean images) {
        BatchNorm norm = images ? new BatchNorm2d(out) : new BatchNorm1d(out);
        norm.weight().copyFrom(weight());
        if (bias() != null) {
            norm.bias().copyFrom(bias());
        }
        norm.runningMean().copyFrom(tensors.get("running_mean"));
        norm.runningVariance().copyFrom(tensors.get("running_var"));
        return norm;
    }

    /** The recurrent layers that these tensors make; the rows of a weight tell the number of gates. */
    Recurrent recurrent(boolean relu, String file) throws FormatException {
        try {
            switch (tensors.get(RECURRENT_INPUT).dim(0)
                    / tensors.get(RECURRENT_STATE).dim(1)) {
                case 3:
                    return new Gru(tensors);
                case 4:
                    return new Lstm(tensors);
                default:
                    return new Rnn(tensors, relu);
            }
        } catch (ShapeException e) {
            String[] said = e.getMessage().split("expected |, found ");
            throw new FormatException(file + ": layer \"" + name + "\"", said[1], said[2], e);
        }
    }
}
