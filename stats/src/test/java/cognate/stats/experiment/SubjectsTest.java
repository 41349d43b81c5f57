package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Architecture;
import cognate.models.train.Checkpoint;
import cognate.stats.htt.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectsTest {
    @TempDir
    private Path folder;

    /** Writes networks, each under RUN/SEED-TASK, and reads the runs. */
    private Subjects subjects(Subjects.By by, List<String> runs, List<String> tasks, Map<String, String> notes)
            throws IOException {
        int weights = 0;
        for (String run : runs) {
            for (String task : tasks) {
                for (int seed = 1; seed <= 3; seed++) {
                    Architecture architecture = Architecture.of("mlp:3-2-2", Shape.of(3), 2);
                    Map<String, String> metadata = new LinkedHashMap<>(notes);
                    metadata.put("task", task);
                    metadata.put("seed", Integer.toString(seed));
                    Path file = folder.resolve(run).resolve(seed + "-" + task + ".safetensors");
                    Files.createDirectories(file.getParent());
                    Checkpoint.of(architecture, architecture.build(RandomStream.of(weights++)), metadata)
                            .write(file);
                }
            }
        }
        return Subjects.read(runs.stream().map(folder::resolve).toList(), by);
    }

    @Test
    void aBlockIsATaskAndSeedWhereverItStands() throws IOException {
        Subjects read = subjects(Subjects.By.BOTH, List.of("a", "b"), List.of("0v1", "2v3"), Map.of());
        assertTrue(read.notes().stream().anyMatch(note -> note.contains("--by run")), read.notes()::toString);
        Design both = read.design();
        assertEquals(4, both.conditions().size());
        assertEquals(6, both.blocks());
        assertEquals(8 * 8 * 20, both.labellings().orbit().count()); // labels within blocks, and whole sets
    }

    /** By run the task is known, by task the run: labels stay with what is known. */
    @Test
    void whatIsNotAskedForMakesStrata() throws IOException {
        List<String> runs = List.of("a", "b");
        List<String> tasks = List.of("0v1", "2v3");
        assertEquals(
                64,
                subjects(Subjects.By.RUN, runs, tasks, Map.of())
                        .design()
                        .labellings()
                        .orbit()
                        .count());
        Design byTask = subjects(Subjects.By.TASK, runs, tasks, Map.of()).design();
        assertEquals(20, byTask.labellings().orbit().count());
        assertEquals(6, byTask.blocks());
    }

    @Test
    void notesNameWhatDidNotLearn() throws IOException {
        Subjects idle = subjects(
                Subjects.By.TASK, List.of("a"), List.of("0v1", "2v3"), Map.of("epochs", "3", "testAccuracy", "0.52"));
        assertTrue(
                idle.notes().stream().anyMatch(note -> note.startsWith("At chance on the test part")),
                idle.notes()::toString);
        assertTrue(idle.notes().stream().anyMatch(note -> note.endsWith("and 1 more.")), idle.notes()::toString);
        Subjects good = subjects(
                Subjects.By.TASK, List.of("a"), List.of("0v1", "2v3"), Map.of("epochs", "3", "testAccuracy", "0.9"));
        assertFalse(good.notes().stream().anyMatch(note -> note.contains("chance")), good.notes()::toString);
        Subjects start = subjects(Subjects.By.TASK, List.of("a"), List.of("0v1", "2v3"), Map.of("epochs", "0"));
        assertTrue(start.notes().stream().anyMatch(note -> note.startsWith("Not trained")), start.notes()::toString);
    }

    @Test
    void oneSampleOfExamplesIsNamed() {
        Map<String, Object> run = Map.of("settings", Map.of("examples", 2000L));
        assertTrue(SubjectNotes.ofRun("run", run, List.of("run/0v1/3"), Subjects.By.TASK)
                .get(0)
                .contains("one sample of 2000 examples"));
        assertEquals(
                List.of("Left out, since they diverged: run/0v1/3."),
                SubjectNotes.ofRun("run", run, List.of("run/0v1/3"), Subjects.By.RUN));
        Map<String, Object> all = Map.of("settings", Map.of("examples", (long) Integer.MAX_VALUE));
        assertEquals(List.of(), SubjectNotes.ofRun("run", all, List.of(), Subjects.By.TASK));
    }
}
