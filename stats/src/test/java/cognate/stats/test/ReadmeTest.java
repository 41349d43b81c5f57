package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of stats/README.md names every class of the library's rooms, and no other. */
class ReadmeTest {
    private static final Path ROOMS = Path.of("src/main/java/cognate/stats");

    @Test
    void everyPublicClassStandsInTheTable() throws IOException {
        String table = Files.readString(Path.of("README.md"));
        for (String room : List.of("test", "distribution")) {
            assertEquals(
                    List.of(),
                    classes(room, true)
                            .filter(name -> !table.contains("`" + name + "`"))
                            .toList());
            assertEquals(
                    List.of(),
                    classes(room, false)
                            .filter(name -> table.contains("`" + name + "`"))
                            .toList());
        }
    }

    private static Stream<String> classes(String room, boolean open) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(ROOMS.resolve(room))) {
            files = found.sorted().toList();
        }
        Stream.Builder<String> names = Stream.builder();
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".java", "");
            if (Files.readString(file).contains("\npublic ") == open && !name.equals("package-info")) {
                names.add(name);
            }
        }
        return names.build();
    }
}
