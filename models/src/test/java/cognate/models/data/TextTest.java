package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTest {
    @TempDir
    Path folder;

    @Test
    void labelsEveryStepWithTheNextCharacter() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append(List.of("a", "b", "é", "😀").get(i * i % 13 % 4));
        }
        Split split = Text.read(Files.writeString(folder.resolve("t"), text));
        assertEquals(2699 / Text.STEPS, split.train().size());
        assertEquals(299 / Text.STEPS, split.test().size());
        assertEquals(Shape.of(Text.STEPS, 4), split.train().inputShape());
        assertEquals(List.of("a", "b", "é", "😀"), split.train().classNames());
        Batches batches = new Batches(split.train().subset(3, 4), 2);
        batches.next();
        assertEquals(Shape.of(2, Text.STEPS, 4), batches.inputs().shape());
        for (int row = 0; row < 2; row++) {
            for (int t = 0; t < Text.STEPS; t++) {
                int at = (3 + row) * Text.STEPS + t;
                assertEquals(1, batches.inputs().get(row, t, at * at % 13 % 4));
                int next = at + 1;
                assertEquals(next * next % 13 % 4, batches.labels()[row * Text.STEPS + t]);
            }
        }
        float sum = 0;
        for (float value : batches.inputs().toArray()) {
            sum += value;
        }
        assertEquals(2 * Text.STEPS, sum);
        int[] labels = new int[Text.STEPS];
        split.test().labels(0, labels, 0);
        assertEquals(2701 * 2701 % 13 % 4, labels[0]);
    }

    @Test
    void hasOnlyTheTaskOfAllCharacters() throws IOException {
        Split split = Text.read(Files.writeString(folder.resolve("t"), "ab".repeat(1000)));
        Task task = Tasks.parse("all", split.train()).get(0);
        assertEquals(split.test().size(), task.select(split, 3).test().size());
        assertEquals(3, task.select(split, 3).train().size());
        assertEquals(
                "tasks: expected all for " + folder.resolve("t") + ", found pairs",
                assertThrows(IllegalArgumentException.class, () -> Tasks.parse("pairs", split.train()))
                        .getMessage());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("t"), "a".repeat(1280));
        assertEquals(
                file + ": expected at least 1290 characters, found 1280",
                assertThrows(FormatException.class, () -> Text.read(file)).getMessage());
        Files.write(file, new byte[] {(byte) 0xFF});
        assertEquals(
                file + ": expected text in UTF-8, found other bytes",
                assertThrows(FormatException.class, () -> Text.read(file)).getMessage());
    }

    @Test
    void readsRealData() throws IOException {
        Split split = Text.read(RealData.of("tiny-shakespeare/input.txt"));
        assertEquals(65, split.train().classes());
        assertEquals((1_003_854 - 1) / Text.STEPS, split.train().size());
        assertEquals((111_540 - 1) / Text.STEPS, split.test().size());
        int[] labels = new int[Text.STEPS];
        split.train().labels(0, labels, 0);
        StringBuilder text = new StringBuilder();
        for (int label : labels) {
            text.append(split.train().classNames().get(label));
        }
        assertEquals("irst Citizen:\nBefore we proceed any further", text.substring(0, 43));
    }
}
