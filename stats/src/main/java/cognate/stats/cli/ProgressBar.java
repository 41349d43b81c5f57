package cognate.stats.cli;

import java.util.Locale;

/** How far a piece of work is: a bar with rate and time left on a terminal, a log line now and then elsewhere. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final Console console;
    private final String name;
    private final long total;
    private final long begin = System.nanoTime();
    private long shown = begin;

    /** Progress of {@code name} from 0 to {@code total}. */
    ProgressBar(Console console, String name, long total) {
        this.console = console;
        this.name = name;
        this.total = total;
    }

    /** Says that {@code done} of all is done; threads may call it in any order. The last call ends the bar. */
    synchronized void update(long done) {
        long now = System.nanoTime();
        if (done >= total) {
            show(total, (now - begin) * 1e-9);
            console.endBar();
        } else if (now - shown >= (console.isTerminal() ? BAR_NANOS : LINE_NANOS)) {
            shown = now;
            show(done, (now - begin) * 1e-9);
        }
    }

    private void show(long done, double seconds) {
        if (console.isTerminal()) {
            console.bar(name + " " + line(done, total, seconds));
        } else {
            console.log(name + " " + counts(done, total, seconds));
        }
    }

    /** Bar, counts, rate and time left (in the end: time taken). */
    static String line(long done, long total, double seconds) {
        int filled = total == 0 ? WIDTH : (int) (WIDTH * Math.min(done, total) / total);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + counts(done, total, seconds);
    }

    private static String counts(long done, long total, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        String time = done >= total
                ? String.format(Locale.ROOT, "in %.1f s", seconds)
                : rate == 0 ? "" : clock((total - done) / rate) + " left";
        return String.format(Locale.ROOT, "%d/%d %.1f/s %s", done, total, rate, time);
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
