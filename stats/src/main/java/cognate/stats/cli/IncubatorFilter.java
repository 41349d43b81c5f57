package cognate.stats.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes every byte on at once, except the one line by which the JVM says that it uses the incubator module. Bytes that
 * may be the beginning of that line wait until it is clear.
 */
final class IncubatorFilter extends FilterOutputStream {
    private static final byte[] WARNING =
            "WARNING: Using incubator modules: jdk.incubator.vector\n".getBytes(StandardCharsets.US_ASCII);

    private int matched;
    private boolean lineStart = true;
    private boolean dropped;

    IncubatorFilter(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end && !dropped; i++) {
            if (lineStart && bytes[i] == WARNING[matched]) {
                if (matched == 0) {
                    out.write(bytes, from, i - from);
                }
                from = i + 1;
                matched++;
                dropped = matched == WARNING.length;
            } else {
                release();
                lineStart = bytes[i] == '\n';
            }
        }
        if (end > from) {
            out.write(bytes, from, end - from);
        }
    }

    /** Passes on the beginning of a line that might have become the warning. */
    @Override
    public void flush() throws IOException {
        release();
        out.flush();
    }

    private void release() throws IOException {
        if (matched > 0 && !dropped) {
            out.write(WARNING, 0, matched);
            matched = 0;
            lineStart = false;
        }
    }
}
