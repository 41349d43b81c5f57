package cognate.stats.cli;

import cognate.autograd.Tape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Layer;
import cognate.similarity.weights.Representation;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the launcher in a JVM of its own, from the classes under test. */
final class ForkedJvm {
    private ForkedJvm() {}

    static ProcessBuilder launcher(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), Launcher.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static String classPath() {
        return Stream.of(Launcher.class, Representation.class, Layer.class, Tape.class, Tensor.class)
                .map(ForkedJvm::location)
                .collect(Collectors.joining(File.pathSeparator));
    }

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
}
