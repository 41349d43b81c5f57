package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JapaneseVowelsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        write("ae.train", "1 2\n3 4\n\n5 6 \n\n\n7 8\n");
        write("size_ae.train", "1 2\n");
        write("ae.test", "1 2\n\n3 4\n\n");
        write("size_ae.test", "1 1");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String failure() {
        return assertThrows(FormatException.class, () -> JapaneseVowels.read(folder))
                .getMessage()
                .replace(folder + "/", "")
                .replace(folder.toString(), "DIR");
    }

    @Test
    void readsSequencesInTheOrderOfTheSpeakers() throws IOException {
        Dataset train = JapaneseVowels.read(folder).train();
        assertEquals(3, train.size());
        assertEquals(Shape.of(2, 2), train.inputShape());
        assertArrayEquals(new int[] {1, 2}, RealData.counts(train));
        assertEquals(1, train.length(2));
        float[] target = new float[5];
        train.input(0, target, 1);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4}, target);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        write("size_ae.train", "1 3\n");
        assertEquals("ae.train: expected 4 sequences, found 3", failure());
        write("size_ae.train", "1 -2\n");
        assertEquals("size_ae.train: expected numbers of sequences, found -2 at line 1", failure());
        write("size_ae.train", "");
        assertEquals("size_ae.train: expected numbers of sequences, found none", failure());
        write("size_ae.train", "1 1 1");
        assertEquals(
                "DIR: expected 3 classes of 2 numbers a frame in both parts, found 2 of 2 in the test part", failure());
        write("ae.train", "1 2\n3\n");
        assertEquals("ae.train: expected 2 numbers, found 1 at line 2", failure());
        write("ae.train", "1 nan\n");
        assertEquals("ae.train: expected a finite number in column 2, found \"nan\" at line 1", failure());
        write("ae.train", "\n");
        assertEquals("ae.train: expected at least 1 sequence, found none", failure());
        Files.delete(folder.resolve("ae.train"));
        assertEquals("ae.train: expected a file, found none of that name", failure());
    }

    @Test
    void readsRealData() throws IOException {
        Split split = JapaneseVowels.read(RealData.of("japanese-vowels"));
        assertEquals(270, split.train().size());
        assertEquals(370, split.test().size());
        assertEquals(Shape.of(26, 12), split.train().inputShape());
        assertEquals(Shape.of(29, 12), split.test().inputShape());
        assertEquals(20, split.train().length(0));
        assertArrayEquals(new int[] {31, 35, 88, 44, 29, 24, 40, 50, 29}, RealData.counts(split.test()));
    }
}
