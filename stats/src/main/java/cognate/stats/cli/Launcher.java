package cognate.stats.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of the jar. A manifest cannot ask for an incubator module, so where {@code jdk.incubator.vector} is
 * not resolved this class starts the same JVM again with it: same options, arguments, streams, exit code and signals.
 */
public final class Launcher {
    /** The process id of the JVM that started this one; set in a started JVM only. */
    private static final String PARENT = "cognate.parent";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final int PARENT_CHECK_MILLIS = 20;
    private static final int KILLED = 128 + 9;

    /**
     * When the optimizing compiler takes a method: kernels, which loop, after few calls and whole instead of from
     * inside a loop; all that only calls them after many. Measured: a tenth to a quarter less time for runs of seconds.
     */
    private static final List<String> COMPILATION = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:Tier4MinInvocationThreshold=60",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-XX:Tier4InvocationThreshold=30000",
            "-XX:Tier4CompileThreshold=30000");

    private Launcher() {}

    /** Runs the command line, here or in a JVM of its own. */
    public static void main(String[] arguments) throws InterruptedException {
        String parent = System.getProperty(PARENT);
        if (parent != null) {
            endWith(Long.parseLong(parent));
        }
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            System.exit(Cognate.run(arguments));
        } else if (parent != null) {
            System.err.println("cognate: expected the module " + VECTOR_MODULE + " in this Java, found none in "
                    + System.getProperty("java.home"));
            System.exit(Cognate.FAILED);
        } else {
            System.exit(relaunch(arguments));
        }
    }

    /** Ends this JVM as soon as the process {@code parent} is no longer its parent, however that one ended. */
    private static void endWith(long parent) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle self = ProcessHandle.current();
                    while (self.parent().map(ProcessHandle::pid).orElse(-1L) == parent) {
                        try {
                            Thread.sleep(PARENT_CHECK_MILLIS);
                        } catch (InterruptedException e) {
                            break;
                        }
                    }
                    Runtime.getRuntime().halt(KILLED);
                },
                "cognate-parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static int relaunch(String[] arguments) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        // The options that these hold stand in the command already.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        Process child;
        try {
            child = builder.start();
        } catch (IOException e) {
            System.err.println("cognate: expected to start " + builder.command().get(0) + ", found: " + e.getMessage());
            return Cognate.FAILED;
        }
        CountDownLatch copied = new CountDownLatch(1);
        // A signal that ends this JVM ends the other one first; this one's exit code then is 128 + signal.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            child.destroy();
            try {
                child.waitFor();
                copied.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (InputStream errors = child.getErrorStream()) {
            copyErrors(errors);
        } catch (IOException e) {
            // Nobody reads the errors any more; the other JVM finds its end of them closed and goes on.
        }
        copied.countDown();
        return child.waitFor();
    }

    private static List<String> command(String[] arguments) {
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        if (given.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            command.add("-XX:+UseSerialGC"); // no barriers in the hot loops, no threads beside the workers
        }
        command.addAll(COMPILATION);
        command.addAll(given);
        command.add("--add-modules=" + VECTOR_MODULE);
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.add("-D" + Terminal.PROPERTY + "=" + Terminal.isTerminal());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Launcher.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Copies the other JVM's errors, without its warning of the incubator module, until it closes them. */
    private static void copyErrors(InputStream from) throws IOException {
        @SuppressWarnings("PMD.CloseResource") // standard error stays open
        OutputStream to = new IncubatorFilter(new FileOutputStream(FileDescriptor.err));
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
        }
        to.flush();
    }
}
