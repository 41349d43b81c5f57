package cognate.engine.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of daemon threads that works off numbered parts together with its caller. Which thread takes which part
 * is open, so parts must not depend on one another; results are then the same for every number of threads. A team
 * serves one caller at a time; a call from inside a part runs on the calling thread alone.
 */
public final class Workers implements AutoCloseable {
    /** One part of a piece of work; parts of one call run at the same time. */
    @FunctionalInterface
    public interface Part {
        void run(int part);
    }

    private static final Workers SINGLE = new Workers(1);
    /** Waiting threads spin this long before they park: waking a parked thread costs tens of microseconds. */
    private static final long SPIN_NANOS = 30_000;

    private final Thread[] helpers;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile int generation;
    private volatile boolean closed;
    private volatile Throwable failure;
    private Part work;
    private int parts;
    private boolean busy;

    private Workers(int threads) {
        helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(this::serve, "cognate-worker-" + (i + 1));
            helpers[i].setDaemon(true);
        }
        for (Thread helper : helpers) {
            helper.start();
        }
    }

    /** The team that is only its caller. */
    public static Workers single() {
        return SINGLE;
    }

    /** A team of {@code threads}, the caller included; close it to end its threads. */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("workers: at least 1 thread, found " + threads);
        }
        return threads == 1 ? SINGLE : new Workers(threads);
    }

    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Runs parts {@code 0 … count - 1}, each once, and returns when all are done. What a part throws is thrown here,
     * after the others have ended.
     */
    public void run(int count, Part part) {
        if (helpers.length == 0 || count <= 1 || busy) {
            for (int i = 0; i < count; i++) {
                part.run(i);
            }
            return;
        }
        busy = true;
        try {
            work = part;
            parts = count;
            next.set(0);
            running.set(helpers.length);
            generation++; // only the caller writes it; publishes the fields above
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
            take();
            while (running.get() != 0) {
                Thread.onSpinWait();
            }
        } finally {
            busy = false;
            work = null;
        }
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof Error) {
            throw (Error) thrown;
        } else if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private void take() {
        Part part = work;
        int count = parts;
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
                part.run(i);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    private void serve() {
        int seen = 0;
        while (true) {
            long deadline = System.nanoTime() + SPIN_NANOS;
            while (generation == seen && !closed) {
                if (System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            seen = generation;
            take();
            running.decrementAndGet();
        }
    }

    @Override
    public void close() {
        if (helpers.length > 0) {
            closed = true;
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
    }
}
