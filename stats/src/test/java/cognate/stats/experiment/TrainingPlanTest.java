package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.models.optim.Schedule;
import cognate.models.train.TrainingOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    private static TrainingPlan plan(String data, int networks, double shuffled, String saved) {
        TrainingOptions options =
                new TrainingOptions(3, 128, 0.1f, 0.9f, 1e-4f, TrainingOptions.Algorithm.SGD, Schedule.constant(), 0);
        return new TrainingPlan(data, "pairs", "mlp:4-2", networks, 1, options, 100, null, shuffled, 0.2, saved);
    }

    @Test
    void theCommandRepeatsItAlsoFromOddFolders() {
        String command = plan("csv:it's here.csv", 2, 0, "last").command(Path.of("out"));
        assertTrue(
                command.startsWith("java -jar stats/target/cognate.jar train --data 'csv:it'\\''s here.csv' --tasks"));
        assertTrue(command.contains(" --lr 0.1 --momentum 0.9 --weight-decay 0.0001 --optimizer sgd "), command);
        assertTrue(command.endsWith(" --save-epochs last --out out"), command);
    }

    @Test
    void settingsHoldEveryNumberAsItWasGiven() {
        assertEquals(0.1, plan("x", 2, 0.5, "all").settings().get("lr"));
        assertEquals(0.5, plan("x", 2, 0.5, "all").settings().get("shuffle-labels"));
    }

    @Test
    void theSeedOfExamplesIsASettingWhereItWasGiven() {
        TrainingPlan one = plan("x", 2, 0, "last");
        assertTrue(!one.settings().containsKey("examples-seed"));
        TrainingPlan own = new TrainingPlan("x", "all", "mlp:4-2", 2, 1, one.options(), 100, 5L, 0, 0.2, "last");
        assertEquals(5L, own.settings().get("examples-seed"));
        assertTrue(own.command(Path.of("out")).contains(" --examples 100 --examples-seed 5 "));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> plan("x", 0, 0, "last"));
        assertThrows(IllegalArgumentException.class, () -> plan("x", 1, 1.5, "last"));
        assertThrows(IllegalArgumentException.class, () -> plan("x", 1, 0, "0,4"));
        assertThrows(IllegalArgumentException.class, () -> plan("x", 1, 0, "0,"));
    }
}
