package cognate.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve(".lock");
    }

    @Test
    void oneAtATime() throws IOException {
        Files.writeString(file, "left behind by one that was killed");
        try (RunLock lock = RunLock.tryLock(file)) {
            assertNotNull(lock);
            assertNull(RunLock.tryLock(file));
            assertTrue(Files.exists(file));
        }
        assertTrue(Files.notExists(file));
        RunLock.tryLock(file).close();
    }

    /** The file that one has opened is taken away, and another's stands there, before it is locked. */
    @Test
    void aFileThatHasLostItsNameIsNotTheLock() throws IOException {
        try (FileChannel first = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertTrue(RunLock.isAt(file, first));
            Files.delete(file);
            assertFalse(RunLock.isAt(file, first));
            try (FileChannel second = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                assertFalse(RunLock.isAt(file, first));
                assertTrue(RunLock.isAt(file, second));
            }
        }
    }

    /** Before, two of them had it at once several times in this loop. */
    @Test
    void aCrowdHasItOneByOne() throws InterruptedException {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();
        List<Thread> crowd = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 2000 || times.get() <= 100 && i < 1_000_000; i++) { // a busy machine needs more
                    try (RunLock lock = RunLock.tryLock(file)) {
                        if (lock != null) {
                            most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                            Thread.yield();
                            times.incrementAndGet();
                            holders.decrementAndGet();
                        }
                    } catch (IOException e) {
                        most.set(100);
                    }
                }
            });
            crowd.add(thread);
            thread.start();
        }
        for (Thread thread : crowd) {
            thread.join();
        }
        assertEquals(1, most.get());
        assertTrue(times.get() > 100, times::toString);
    }
}
