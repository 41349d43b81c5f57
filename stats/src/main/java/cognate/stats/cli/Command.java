package cognate.stats.cli;

import java.io.IOException;

/** One command of the command line. */
interface Command {
    /** Its name, options and operands. */
    Syntax syntax();

    /**
     * Does the work.
     *
     * @return the exit code: {@link Cognate#DONE} or {@link Cognate#FAILED}
     * @throws IOException if the work fails
     * @throws IllegalArgumentException if the request does not fit what it names
     */
    int run(Options options, Console console) throws IOException;
}
