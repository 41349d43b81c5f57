package cognate.engine.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {
    @Test
    void refusesASecondCaller() throws InterruptedException {
        try (Workers workers = Workers.of(2)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch refused = new CountDownLatch(1);
            Thread first = new Thread(() -> workers.run(2, part -> {
                begun.countDown();
                await(refused);
            }));
            first.start();
            await(begun);
            assertThrows(IllegalStateException.class, () -> workers.run(2, part -> {}));
            refused.countDown();
            first.join();
            workers.run(2, part -> {}); // free again
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void runsEveryPartOnce(int threads) {
        try (Workers workers = Workers.of(threads)) {
            assertEquals(threads, workers.threads());
            for (int count : new int[] {0, 1, 2, 3, 7, 1000}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(count);
                workers.run(count, runs::incrementAndGet);
                for (int i = 0; i < count; i++) {
                    assertEquals(1, runs.get(i), "part " + i + " of " + count);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void keepsManySmallCallsApart(int threads) {
        try (Workers workers = Workers.of(threads)) {
            int[] sums = new int[5];
            for (int call = 0; call < 20_000; call++) {
                int count = 2 + call % 4;
                int value = call;
                workers.run(count, part -> sums[part] = value + part);
                for (int part = 0; part < count; part++) {
                    assertEquals(call + part, sums[part]);
                }
            }
        }
    }

    @Test
    void usesItsThreads() throws InterruptedException {
        try (Workers workers = Workers.of(3)) {
            for (int pause : new int[] {0, 0, 20}) { // parked helpers too
                Thread.sleep(pause);
                CountDownLatch all = new CountDownLatch(3);
                Set<Thread> seen = ConcurrentHashMap.newKeySet();
                workers.run(3, part -> {
                    seen.add(Thread.currentThread());
                    all.countDown();
                    await(all);
                });
                assertEquals(3, seen.size());
                assertTrue(seen.contains(Thread.currentThread()));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void runsANestedCallOnItsThread() {
        try (Workers workers = Workers.of(2)) {
            AtomicInteger runs = new AtomicInteger();
            workers.run(4, part -> {
                Thread outer = Thread.currentThread();
                workers.run(4, inner -> {
                    assertSame(outer, Thread.currentThread());
                    runs.incrementAndGet();
                });
            });
            assertEquals(16, runs.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void throwsWhatAPartThrows(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (Throwable failure : new Throwable[] {
                new IllegalStateException(), new IOException(), new InterruptedException(), new StackOverflowError()
            }) {
                AtomicIntegerArray runs = new AtomicIntegerArray(8);
                assertSame(
                        failure,
                        assertThrows(
                                Throwable.class,
                                () -> workers.run(8, part -> {
                                    runs.incrementAndGet(part);
                                    if (part != 2) {
                                        WorkersTest.<RuntimeException>sneak(failure);
                                    }
                                })));
                for (int part = 0; part < 8; part++) {
                    assertEquals(1, runs.get(part), "part " + part);
                }
                meet(workers); // all helpers are alive, and the failure is gone
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    /** A call that ends only if every thread takes one of its parts. */
    private static void meet(Workers workers) {
        CountDownLatch all = new CountDownLatch(workers.threads());
        workers.run(workers.threads(), part -> {
            all.countDown();
            await(all);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void throwsWhatTheLowestPartThrows(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (int first = 0; first < threads; first++) {
                CountDownLatch running = new CountDownLatch(threads);
                int early = first;
                IllegalStateException thrown = assertThrows(
                        IllegalStateException.class,
                        () -> workers.run(threads + 5, part -> {
                            running.countDown();
                            if (part < threads) {
                                if (threads > 1) {
                                    await(running);
                                }
                                sleep(part == early ? 0 : 20);
                            }
                            throw new IllegalStateException("part " + part);
                        }));
                assertEquals("part 0", thrown.getMessage());
                assertEquals(0, thrown.getSuppressed().length);
            }
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nestedCallsRunAllTheirPartsToo() {
        try (Workers workers = Workers.of(2)) {
            AtomicInteger runs = new AtomicInteger();
            IOException[] failures = {new IOException(), new IOException(), new IOException(), new IOException()};
            assertSame(
                    failures[1],
                    assertThrows(
                            IOException.class,
                            () -> workers.run(
                                    4,
                                    part -> workers.run(4, inner -> {
                                        runs.incrementAndGet();
                                        if (part > 0 && inner > 1) {
                                            WorkersTest.<RuntimeException>sneak(failures[part]);
                                        }
                                    }))));
            assertEquals(16, runs.get());
        }
    }

    @Test
    void singleIsOnlyItsCaller() {
        Thread caller = Thread.currentThread();
        assertEquals(1, Workers.single().threads());
        Workers.single().run(3, part -> assertSame(caller, Thread.currentThread()));
    }

    @Test
    void runsHereWhatHasOnePart() {
        try (Workers workers = Workers.of(2)) {
            Thread caller = Thread.currentThread();
            for (int call = 0; call < 1000; call++) {
                workers.run(1, part -> assertSame(caller, Thread.currentThread()));
            }
        }
    }

    @Test
    void aClosedTeamStillRunsEveryPart() {
        Workers workers = Workers.of(2);
        workers.close();
        AtomicInteger runs = new AtomicInteger();
        workers.run(5, part -> runs.incrementAndGet());
        assertEquals(5, runs.get());
    }

    @Test
    void endsItsThreadsOnClose() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers workers = Workers.of(2);
        CountDownLatch both = new CountDownLatch(2);
        workers.run(2, part -> {
            seen.add(Thread.currentThread());
            both.countDown();
            await(both);
        });
        workers.close();
        seen.remove(Thread.currentThread());
        for (Thread helper : seen) {
            helper.join(10_000);
            assertTrue(helper.isDaemon() && !helper.isAlive());
        }
    }

    @Test
    void refusesATeamOfNobody() {
        assertEquals(
                "workers: at least 1 thread, found 0",
                assertThrows(IllegalArgumentException.class, () -> Workers.of(0))
                        .getMessage());
    }
}
