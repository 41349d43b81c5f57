package cognate.stats.cli;

import cognate.similarity.representation.LayerActivations;
import java.util.Arrays;
import java.util.Locale;

/** The option that says how feature maps and sequences become matrices. */
final class FormOption {
    static final String NAME = "form";

    private FormOption() {}

    static Syntax addTo(Syntax syntax) {
        return syntax.choice(
                NAME,
                Arrays.stream(LayerActivations.Form.values())
                        .map(LayerActivations.Form::toString)
                        .toList(),
                "examples",
                "of feature maps and sequences: a row for an example (mean over pixels, last step), for a pixel or step, or"
                        + " for an example with all of them");
    }

    static LayerActivations.Form of(Options options) {
        return LayerActivations.Form.valueOf(options.text(NAME).toUpperCase(Locale.ROOT));
    }
}
