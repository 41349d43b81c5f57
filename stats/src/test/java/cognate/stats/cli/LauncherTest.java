package cognate.stats.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LauncherTest {
    private static Process start(List<String> jvmOptions, String... arguments) throws IOException {
        return ForkedJvm.launcher(jvmOptions, List.of(arguments)).start();
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void startsItselfAgainWithTheModuleAndTheSameOptions() throws Exception {
        Process process = start(List.of("-Xmx96m", "-XX:+UseSerialGC"), "info");
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", errors(process));
        assertEquals(0, process.waitFor());
        assertTrue(out.matches("(?s).*heapMebibytes +9[0-9]\n.*"), out);
    }

    @Test
    void passesOneLineOfErrorAndTheExitCodeOn() throws Exception {
        Process process = start(List.of(), "infos");
        String error = errors(process);
        assertEquals(1, error.lines().count(), error);
        assertEquals(2, process.waitFor());
    }

    @Test
    void startsDirectlyWhereTheModuleIsGiven() throws Exception {
        Process process = start(List.of("--add-modules", "jdk.incubator.vector"), "info");
        assertEquals(Optional.empty(), process.children().findAny());
        assertEquals(0, process.waitFor());
    }

    @Test
    void aSignalEndsBoth() throws Exception {
        Process process = start(List.of(), "info");
        ProcessHandle child = child(process);
        process.destroy();
        assertEquals(128 + 15, process.waitFor());
        assertFalse(child.isAlive());
    }

    @Test
    void aKilledParentTakesItsChildAlong() throws Exception {
        Process process = start(List.of(), "info");
        ProcessHandle child = child(process);
        process.destroyForcibly();
        assertEquals(128 + 9, process.waitFor());
        long deadline = System.nanoTime() + 500_000_000L; // far less than the command takes
        // An ended process that nobody waits for is alive by name, but has no command any more.
        while (child.isAlive() && child.info().command().isPresent()) {
            assertTrue(System.nanoTime() < deadline, "the child outlives its parent");
            Thread.sleep(5);
        }
    }

    private static ProcessHandle child(Process process) throws InterruptedException {
        while (true) {
            Optional<ProcessHandle> child = process.children().findAny();
            if (child.isPresent()) {
                Thread.sleep(200); // until it watches its parent
                return child.get();
            }
            Thread.sleep(5);
        }
    }
}
