package cognate.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import cognate.engine.tensor.Shape;
import cognate.models.data.DataSpec;
import cognate.models.data.Dataset;
import cognate.models.layer.Architecture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InputsTest {
    @Test
    void recurrentNetworksSeeImagesByRows() throws IOException {
        Dataset images = DataSpec.parse("synthetic:glyphs").load(0.2).test();
        Shape shape = images.inputShape();
        assertEquals(
                Shape.of(12, 12),
                Inputs.of(Architecture.of("gru:4", shape, 10), images).inputShape());
        assertSame(images, Inputs.of(Architecture.of("lenet5", shape, 10), images));
        Dataset rows = images.rows();
        assertSame(rows, Inputs.of(Architecture.of("gru:4", rows.inputShape(), 10), rows));
    }
}
