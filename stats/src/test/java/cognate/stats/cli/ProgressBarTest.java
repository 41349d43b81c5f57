package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    @Test
    void showsRateAndTimeLeft() {
        assertEquals("[" + "#".repeat(15) + "-".repeat(15) + "] 50/100 5.0/s 0:10 left", ProgressBar.line(50, 100, 10));
        assertEquals("[" + "-".repeat(30) + "] 0/7200 0.0/s ", ProgressBar.line(0, 7200, 10));
        assertEquals("[" + "#".repeat(30) + "] 10/10 5.0/s in 2.0 s", ProgressBar.line(10, 10, 2));
    }

    @Test
    void isAPlainLineWhereNoTerminalIs() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProgressBar bar = new ProgressBar(new Console(err, err, false, false, false), "training", 3);
        bar.update(1);
        bar.update(3);
        String text = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, text.lines().count());
        assertEquals("training 3/3 ", text.substring(0, 13));
    }

    @Test
    void isSilentUnderQuiet() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        new ProgressBar(new Console(err, err, true, false, true), "training", 3).update(3);
        assertEquals(0, err.size());
    }
}
