package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationModeTest {
    private final BatchNorm1d frozen = new BatchNorm1d(2);
    private final Dropout inner = new Dropout(0.5f, RandomStream.of(1));
    private final Dropout outer = new Dropout(0.5f, RandomStream.of(2));
    private final Sequential network = new Sequential(frozen, new Sequential(inner), new Flatten(), outer);

    private List<Boolean> modes() {
        return List.of(frozen.isTraining(), inner.isTraining(), outer.isTraining());
    }

    @Test
    void everyLayerIsBackInItsMode() {
        frozen.train(false);
        EvaluationMode mode = EvaluationMode.enter(network);
        assertEquals(List.of(false, false, false), modes());
        mode.leave();
        assertEquals(List.of(false, true, true), modes());
        inner.train(false);
        EvaluationMode.enter(network).leave();
        assertEquals(List.of(false, false, true), modes());
    }
}
