package cognate.models.layer;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What may stand behind a model's family and sizes, each behind a slash. */
enum Suffix {
    /** Of the hidden layers; rectifiers where none is named. */
    ACTIVATION(Arrays.stream(Activation.Kind.values())
            .map(kind -> new Activation(kind).toString())
            .collect(Collectors.joining("|"))),
    /** Batch normalization after every hidden linear layer and convolution, before the activation. */
    BATCH_NORM("batch-norm"),
    /** No biases of linear layers and convolutions. */
    NO_BIAS("no-bias"),
    /** The probability of zeros in training, from 0 and below 1. */
    DROPOUT("dropout:([0-9]{0,2}[.])?[0-9]{1,20}(e-[0-9]{1,2})?"),
    /** An output at every step of a sequence and not only at its end. */
    EVERY_STEP("every-step"),
    /**
     * Shortcuts to smaller images of more channels without parameters: every other pixel, between channels of zeros.
     */
    PAD_SHORTCUT("pad-shortcut"),
    /** Shortcuts to smaller images by a 1×1 convolution alone, without batch normalization. */
    PLAIN_SHORTCUT("plain-shortcut"),
    /** Weights into which batch normalization is folded: biases in its place. */
    FOLDED("folded");

    private final String pattern;

    Suffix(String pattern) {
        this.pattern = pattern;
    }

    boolean matches(String text) {
        return text.matches(pattern);
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return this == DROPOUT ? "dropout:P" : pattern.replace("|", ", ");
    }
}
