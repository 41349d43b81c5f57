package cognate.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.autograd.Tape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Layer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that the README shows, compiled and run from outside the modules: it prints what the README says. */
class LibraryTest {
    private static final Path HOME = Path.of(System.getProperty("java.home"), "bin");
    private static final String JARS = Stream.of(Layer.class, Tape.class, Tensor.class)
            .map(LibraryTest::location)
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    private Path folder;

    private String output;

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void takeTheProgramOutOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String program = between(readme, "```java\n", "```\n");
        output = between(readme.substring(readme.indexOf(program)), "prints\n\n```\n", "```\n");
        Files.createDirectory(folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/Xor.java"), program);
        Files.writeString(folder.resolve("module-info.java"), "module outside { requires cognate.models; }");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private String run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve(tool).toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = Files.readString(folder.resolve("errors"));
        assertEquals(0, process.waitFor(), () -> command + "\n" + errors);
        return out;
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        run("javac", "-p", JARS, "-d", "classes", "module-info.java", "outside/Xor.java");
        assertEquals(output, run("java", "-p", JARS + File.pathSeparator + "classes", "-m", "outside/outside.Xor"));
    }

    @Test
    void runsOnTheClassPath() throws Exception {
        run("javac", "-cp", JARS, "-d", "classes", "outside/Xor.java");
        String path = JARS + File.pathSeparator + "classes";
        assertEquals(output, run("java", "--add-modules", "jdk.incubator.vector", "-cp", path, "outside.Xor"));
    }
}
