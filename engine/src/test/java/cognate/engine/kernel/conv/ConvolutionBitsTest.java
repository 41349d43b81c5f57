package cognate.engine.kernel.conv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One hash of {@link ConvolutionFuzz} in JVMs with vectors of every width, and on every JDK. */
class ConvolutionBitsTest {
    /** From every JDK and every machine. */
    private static final String HASH = "eb363e310ea64702";

    private static String fork(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
        command.add(location(Convolution.class) + File.pathSeparator + location(ConvolutionFuzz.class));
        command.add(ConvolutionFuzz.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + out);
        return out.trim();
    }

    /** Where surefire patches the tests into the module, both are of one module: the files are asked. */
    private static Path location(Class<?> type) throws URISyntaxException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = Path.of(type.getResource("/" + name).toURI());
        for (int i = 0; i < name.split("/").length; i++) {
            file = file.getParent();
        }
        return file;
    }

    @Test
    void everyWidthGivesOneHash() throws Exception {
        for (String option : new String[] {"-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:MaxVectorSize=8"}) {
            assertEquals(HASH, fork(option), option);
        }
        assertEquals(HASH, fork("-XX:TieredStopAtLevel=1"), "C1");
    }

    @Test
    void soDoesThisMachine() {
        assertEquals(HASH, ConvolutionFuzz.hash());
    }
}
