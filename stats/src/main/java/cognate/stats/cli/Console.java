package cognate.stats.cli;

import cognate.engine.io.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where a command speaks: results on standard output, log lines and progress on standard error. */
final class Console {
    private final OutputStream out;
    private final OutputStream err;
    private final boolean terminal;
    private final boolean json;
    private final boolean quiet;
    private String bar = "";

    Console(OutputStream out, OutputStream err, boolean terminal, boolean json, boolean quiet) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.json = json;
        this.quiet = quiet;
    }

    /** The streams of this process. */
    static Console standard() {
        return new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.isTerminal(),
                false,
                false);
    }

    Console with(Options options) {
        return new Console(out, err, terminal, options.given("json"), options.given("quiet"));
    }

    /** The same, for the first part of a command whose one document comes later. */
    Console withoutDocument() {
        return json ? new Console(OutputStream.nullOutputStream(), err, terminal, true, quiet) : this;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** A result for people; nothing under {@code --json}. */
    void print(String text) throws IOException {
        if (!json) {
            write(text);
        }
    }

    /** The result for programs, one JSON document, of what {@link Json} writes; nothing without {@code --json}. */
    void printJson(Object document) throws IOException {
        if (json) {
            write(Json.pretty(document));
        }
    }

    private void write(String text) throws IOException {
        try {
            out.write((text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /** A log line; nothing under {@code --quiet}. */
    void log(String line) {
        if (!quiet) {
            error(line);
        }
    }

    /** A line on standard error, whatever the options say. */
    synchronized void error(String text) {
        String erased = bar.isEmpty() ? "" : "\r" + " ".repeat(bar.length()) + "\r";
        bar = "";
        writeError(erased + text + "\n");
    }

    /** Shows {@code text} in the terminal's current line, in place of what this method showed before. */
    synchronized void bar(String text) {
        if (!quiet) {
            writeError("\r" + text + " ".repeat(Math.max(0, bar.length() - text.length())));
            bar = text;
        }
    }

    /** Ends the line of the bar, if there is one. */
    synchronized void endBar() {
        if (!bar.isEmpty()) {
            bar = "";
            writeError("\n");
        }
    }

    private void writeError(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Nobody listens, and there is no other place to say so.
        }
    }

    /** Thrown when standard output takes no more. */
    static final class OutputException extends IOException {
        private static final long serialVersionUID = 1L;

        OutputException(IOException cause) {
            super("standard output: expected to write, found: " + cause.getMessage(), cause);
        }

        /** Whether the reader went away, which is no failure of ours. */
        boolean isBrokenPipe() {
            return String.valueOf(getCause().getMessage()).contains("Broken pipe");
        }
    }
}
