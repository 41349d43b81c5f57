package cognate.stats.cli;

/** Thrown when a request is wrong; the message says in one line what was expected, found and where. */
final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(String message) {
        super(message);
    }
}
