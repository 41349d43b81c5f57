package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String failure() {
        return assertThrows(FormatException.class, () -> Names.read(folder))
                .getMessage()
                .replace(folder + "/", "")
                .replace(folder.toString(), "DIR");
    }

    @Test
    void readsOneHotCharacters() throws IOException {
        write("B.txt", "\uFEFFba\r\n\r\n 😀 \n");
        write("A.txt", "é");
        write("readme.md", "xyz");
        write("README.txt", "xyz");
        write("ReadMe.en.txt", "xyz");
        write("LICENSE.txt", "xyz");
        write(".hidden.txt", "xyz");
        Dataset data = Names.read(folder);
        assertEquals(List.of("A", "B"), data.classNames());
        assertEquals(3, data.size());
        assertEquals(Shape.of(2, 4), data.inputShape()); // a b é 😀
        assertEquals(1, data.label(1));
        assertEquals(2, data.length(1));
        assertEquals(1, data.length(2));
        float[] target = {9, 9, 9, 9, 9, 9, 9, 9, 9};
        data.input(1, target, 1);
        assertArrayEquals(new float[] {9, 0, 1, 0, 0, 1, 0, 0, 0}, target);
        data.input(2, target, 0);
        assertArrayEquals(new float[] {0, 0, 0, 1, 0, 1, 0, 0, 0}, target);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertEquals("DIR: expected files CLASS.txt, found none among 0 files", failure());
        write("A.txt", "\n \n");
        assertEquals("A.txt: expected at least 1 word, found none", failure());
        write("A.txt", "a\n" + "x".repeat(257));
        assertEquals("A.txt: expected at most 256 characters, found 257 characters at line 2", failure());
        Files.write(folder.resolve("A.txt"), "é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("A.txt: expected text in UTF-8, found other bytes behind line 0", failure());
    }

    /** Counts: {@code wc -l *.txt}, {@code len(set(''.join(open(f).read() for f in files))) - 1}. */
    @Test
    void readsRealData() throws IOException {
        Dataset data = Names.read(RealData.of("names"));
        assertEquals(18, data.classes());
        assertEquals(20_050, data.size());
        assertEquals(83, data.inputShape().dim(1));
        Split split = Split.stratified(data, 0.2);
        assertEquals(20_050, split.train().size() + split.test().size());
        int[] all = RealData.counts(data);
        int[] test = RealData.counts(split.test());
        for (int c = 0; c < 18; c++) {
            assertEquals(Math.round(0.2 * all[c]), test[c]);
        }
    }
}
