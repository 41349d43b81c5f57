package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
    private static Dataset data(String... classes) {
        int[] labels = IntStream.range(0, 100 * classes.length)
                .map(i -> i % classes.length)
                .toArray();
        float[] values = new float[labels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new FloatExamples("set", Shape.of(1), List.of(classes), labels, values);
    }

    private static int value(Dataset data, int i) {
        float[] target = new float[1];
        data.input(i, target, 0);
        return (int) target[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all | all[0, 1, 2, 3, 4]",
                "pairs | 0v1[0, 1];2v3[2, 3]",
                "0v1,3v2 | 0v1[0, 1];3v2[3, 2]",
                "dovevvan, cat v1 | dovevvan[0, 2];3v1[3, 1]",
                "4v1v0 | 4v1v0[4, 1, 0]",
                "1v../x | 1v4[1, 4]",
            })
    void readsTasks(String spec, String tasks) {
        Dataset data = data("dove", "1", "van", "cat ", "../x");
        assertEquals(
                tasks,
                String.join(
                        ";",
                        Tasks.parse(spec, data).stream()
                                .map(task -> task.name() + task.classes())
                                .toList()));
    }

    @Test
    void prefersNamesToNumbers() {
        assertEquals(
                List.of(0, 1), Tasks.parse("1v2", data("1", "2", "3")).get(0).classes());
        assertEquals(
                List.of(0, 1), Tasks.parse("0v2", data("1", "2", "3")).get(0).classes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0v7 | tasks: expected all, pairs or a list as 0v1,3v8 of the classes a, b, v, found 0v7",
                "0 | tasks: expected all, pairs or a list as 0v1,3v8 of the classes a, b, v, found 0",
                "0v1, | tasks: expected all, pairs or a list as 0v1,3v8 of the classes a, b, v, found nothing",
                "-1v0 | tasks: expected all, pairs or a list as 0v1,3v8 of the classes a, b, v, found -1v0",
                "0v99999999999 | tasks: expected all, pairs or a list as 0v1,3v8 of the classes a, b, v, found 0v99999999999",
                "0v0 | tasks: expected different classes, found 0v0",
                "avb,avb | tasks: expected each task once, found avb again",
            })
    void saysWhatIsWrong(String spec, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Tasks.parse(spec, data("a", "b", "v")))
                        .getMessage());
    }

    @Test
    void refusesWhatCanBeReadInTwoWays() {
        assertEquals(
                "tasks: expected classes that can be told apart, found avbvc, which can be [[0, 3], [2, 1]]",
                assertThrows(IllegalArgumentException.class, () -> Tasks.parse("avbvc", data("a", "c", "avb", "bvc")))
                        .getMessage());
        assertEquals(
                "tasks: expected at least 2 classes in set, found 1",
                assertThrows(IllegalArgumentException.class, () -> Tasks.parse("all", data("a")))
                        .getMessage());
    }

    @Test
    void selectsTheClassesUnderNewLabels() {
        Split split = new Split(data("a", "b", "c"), data("a", "b", "c"));
        Split task = Tasks.parse("cva", split.train()).get(0).select(split);
        assertEquals(200, task.train().size());
        assertEquals(List.of("c", "a"), task.test().classNames());
        for (int i = 0; i < 200; i++) {
            assertEquals(value(task.train(), i) % 3 == 2 ? 0 : 1, task.train().label(i));
        }
    }

    @Test
    void selectsTheSameRandomExamplesInEveryCall() {
        Split split = new Split(data("a", "b", "c"), data("a", "b", "c"));
        Task task = Tasks.parse("0v2", split.train()).get(0);
        Dataset first = task.select(split, 50).train();
        Dataset second = task.select(split, 50).train();
        assertEquals(50, first.size());
        assertEquals(200, task.select(split, 50).test().size());
        for (int i = 0; i < 50; i++) {
            assertEquals(value(first, i), value(second, i));
        }
        assertTrue(value(first, 49) > 100, "not the first examples of the set");
        Dataset other =
                Tasks.parse("0v1", split.train()).get(0).select(split, 50).train();
        assertNotEquals(
                IntStream.range(0, 50).map(i -> value(first, i) / 3).boxed().toList(),
                IntStream.range(0, 50).map(i -> value(other, i) / 3).boxed().toList());
        assertEquals(200, task.select(split, 1000).train().size());
    }

    @Test
    void saysWhichClassHasNoExamples() {
        Split split = new Split(data("a", "b"), data("a", "b").subset(0, 2, 4));
        Task task = Tasks.parse("0v1", split.train()).get(0);
        assertEquals(
                "task 0v1: expected examples of class b in the test part of set, found none",
                assertThrows(IllegalArgumentException.class, () -> task.select(split))
                        .getMessage());
        assertEquals(
                "examples: expected at least 1 a task, found 0",
                assertThrows(IllegalArgumentException.class, () -> task.select(split, 0))
                        .getMessage());
    }
}
