package cognate.engine.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    private final Helper[] helpers;
    /** Parts of the present call that nobody has taken yet; a part taken is one that its call waits for. */
    private final AtomicInteger untaken = new AtomicInteger();

    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile boolean closed;
    private Part work;
    private int parts;
    /** Whose call is being worked off; null if none is. */
    private final AtomicReference<Thread> caller = new AtomicReference<>();

    /** What the lowest part that failed threw. */
    private Throwable failure;

    private int failedPart;

    private Workers(int threads) {
        helpers = new Helper[threads - 1];
        int spinning = Runtime.getRuntime().availableProcessors() - 1;
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1, i < spinning ? SPIN_NANOS : 0);
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
     * Runs parts {@code 0 … count - 1}, each once, and returns when all are done. A part that throws does not keep the
     * others from running; when all have ended, what the lowest part threw is thrown here as it is, also a checked
     * exception thrown without leave of the compiler, and what higher parts threw is dropped.
     *
     * @throws IllegalStateException if another thread's call is not done
     */
    public void run(int count, Part part) {
        if (count < 0) {
            throw new IllegalArgumentException("workers: at least 0 parts, found " + count);
        }
        Thread me = Thread.currentThread();
        boolean here = helpers.length == 0 || count <= 1 || caller.get() == me || isHelper(me);
        if (!here && !caller.compareAndSet(null, me)) {
            throw new IllegalStateException("workers: one caller at a time, found a second one, " + me.getName());
        }
        Throwable thrown = here ? runHere(count, part) : runShared(count, part);
        if (thrown != null) {
            Workers.<RuntimeException>rethrow(thrown);
        }
    }

    private boolean isHelper(Thread thread) {
        return thread instanceof Helper && ((Helper) thread).team() == this;
    }

    /** Runs all parts on this thread, in order; returns the first failure, or null. */
    private static Throwable runHere(int count, Part part) {
        Throwable first = null;
        for (int i = 0; i < count; i++) {
            try {
                part.run(i);
            } catch (Throwable e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    private Throwable runShared(int count, Part part) {
        work = part;
        parts = count;
        unfinished.set(count);
        untaken.set(count); // publishes the fields above
        for (int i = 0; i < helpers.length && i < count - 1; i++) {
            helpers[i].wake();
        }
        take();
        for (int spins = 0; unfinished.get() != 0; spins++) {
            if (spins < 10_000) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // more threads than processors: let the others end
            }
        }
        Throwable thrown = failure;
        failure = null;
        work = null;
        caller.set(null);
        return thrown;
    }

    /** Works off parts until none is left. A part that was taken keeps its call, and so the fields of it, in place. */
    private void take() {
        for (int left = untaken.get(); left > 0; left = untaken.get()) {
            if (untaken.compareAndSet(left, left - 1)) {
                int part = parts - left;
                try {
                    work.run(part);
                } catch (Throwable e) {
                    fail(part, e);
                }
                unfinished.decrementAndGet();
            }
        }
    }

    private synchronized void fail(int part, Throwable e) {
        if (failure == null || part < failedPart) {
            failure = e;
            failedPart = part;
        }
    }

    /** Throws it as it is: the type argument only satisfies the compiler. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private final class Helper extends Thread {
        private final long spinNanos;
        private volatile boolean parked;

        Helper(int number, long spinNanos) {
            super("cognate-worker-" + number);
            setDaemon(true);
            this.spinNanos = spinNanos;
        }

        @Override
        public void run() {
            while (!closed) {
                take();
                long deadline = System.nanoTime() + spinNanos;
                while (untaken.get() == 0 && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                parked = true; // before the last look, or a call between look and park would not wake this thread
                while (untaken.get() == 0 && !closed) {
                    LockSupport.park(Workers.this);
                }
                parked = false;
            }
        }

        Workers team() {
            return Workers.this;
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }
    }
}
