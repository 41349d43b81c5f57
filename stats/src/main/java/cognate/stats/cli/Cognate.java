package cognate.stats.cli;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.FormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;

/** The command line: finds the command, runs it and turns what it throws into one line and an exit code. */
public final class Cognate {
    /** Exit code: done. */
    static final int DONE = 0;
    /** Exit code: the work failed. */
    static final int FAILED = 1;
    /** Exit code: the request was wrong. */
    static final int REFUSED = 2;
    /** Exit code: the reader of standard output went away, 128 + SIGPIPE. */
    static final int BROKEN_PIPE = 128 + 13;

    private static final List<Command> COMMANDS = List.of(
            new DemoCommand(),
            new TrainCommand(),
            new HttCommand(),
            new PowerCommand(),
            new CompareCommand(),
            new AncestryCommand(),
            new NormalizeCommand(),
            new EvaluateCommand(),
            new MeasureCommand(),
            new RepresentCommand(),
            new InfoCommand());

    private Cognate() {}

    /** Runs the command that {@code arguments} name and returns the exit code. */
    static int run(String... arguments) {
        return run(Console.standard(), arguments);
    }

    static int run(Console console, String... arguments) {
        boolean debug = Arrays.asList(arguments).contains("--debug");
        try {
            return dispatch(console, arguments);
        } catch (Console.OutputException e) {
            return e.isBrokenPipe() ? BROKEN_PIPE : fail(console, FAILED, e.getMessage(), e, debug);
        } catch (RequestException | IllegalArgumentException e) {
            return fail(console, REFUSED, e.getMessage(), e, debug);
        } catch (IOException e) {
            return fail(console, code(e), message(e), e, debug);
        } catch (UncheckedIOException e) {
            return fail(console, code(e.getCause()), message(e.getCause()), e, debug);
        } catch (OutOfMemoryError e) {
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            String line = "expected the work to fit into " + mebibytes + " MiB of heap, found no room (java -Xmx…)";
            return fail(console, FAILED, line, e, debug);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return fail(console, FAILED, "internal error, please report it with --debug: " + e, e, debug);
        }
    }

    private static int dispatch(Console console, String... arguments) throws IOException {
        if (arguments.length == 0) {
            throw new RequestException("expected a command (" + names() + "), found none");
        }
        String name = arguments[0];
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        if (name.equals("--version")) {
            console.print("cognate " + version());
            return DONE;
        }
        if (name.equals("--help") || name.equals("-h") || name.equals("help")) {
            console.print(rest.isEmpty() ? help() : find(rest.get(0)).syntax().help());
            return DONE;
        }
        Command command = find(name);
        Options options = command.syntax().parse(rest);
        if (options.given("help")) {
            console.print(command.syntax().help());
            return DONE;
        }
        return command.run(options, console.with(options));
    }

    private static Command find(String name) {
        for (Command command : COMMANDS) {
            if (command.syntax().command().equals(name)) {
                return command;
            }
        }
        List<String> known =
                COMMANDS.stream().map(command -> command.syntax().command()).toList();
        throw new RequestException("expected a command (" + names() + "), found " + name + Nearest.hint(name, known));
    }

    private static String names() {
        return String.join(
                ", ",
                COMMANDS.stream().map(command -> command.syntax().command()).toList());
    }

    private static String help() {
        StringBuilder text = new StringBuilder("usage: cognate COMMAND [options]\n");
        text.append("Did two neural networks learn the same thing?\n\ncommands:\n");
        for (Command command : COMMANDS) {
            text.append(String.format(
                    "  %-10s %s%n", command.syntax().command(), command.syntax().purpose()));
        }
        return text.append("\n'cognate COMMAND --help' lists the options of a command\n")
                .toString();
    }

    /** The version that the jar's manifest states. */
    static String version() {
        String stated = Cognate.class.getPackage().getImplementationVersion();
        return stated == null ? "development" : stated;
    }

    /** What is asked to be read and is not there, or is malformed, is a wrong request; all else failed on the way. */
    private static int code(IOException e) {
        boolean refused =
                e instanceof FormatException || e instanceof NoSuchFileException || e instanceof NotDirectoryException;
        return refused ? REFUSED : FAILED;
    }

    /** Many messages of the file system are only the file's name. */
    private static String message(IOException e) {
        if (e instanceof FileSystemException) {
            String file = ((FileSystemException) e).getFile();
            return file + ": expected a file or folder to use, found " + AtomicFile.reason(e);
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static int fail(Console console, int code, String message, Throwable cause, boolean debug) {
        console.error("cognate: " + String.valueOf(message).replaceAll("\\s*\\R\\s*", " "));
        if (debug) {
            StringWriter stack = new StringWriter();
            cause.printStackTrace(new PrintWriter(stack));
            console.error(stack.toString().stripTrailing());
        }
        return code;
    }
}
