package org.sanxing.bench;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.OperatingSystemMXBean;

/**
 * One that can do whole cases: submitted, returned, submitted again, approved by two
 * levels, three problems registered, whose own procedures begin.
 */
interface CaseSide extends AutoCloseable {

    /** What a case begins with; is not measured. */
    List<String> prepare(int cases) throws Exception;

    void wholeCase(String prepared) throws Exception;

    @Override
    void close();

    /**
     * By so many who work at the same time: how many a second, and how many milliseconds
     * of this JVM's processors each takes, which tells more on a machine that others use.
     */
    default double[] measure(int clients, int cases) throws Exception {
        List<String> prepared = prepare(cases);
        AtomicInteger next = new AtomicInteger();
        Callable<Void> client = () -> {
            for (int i = next.getAndIncrement(); i < cases; i = next.getAndIncrement()) {
                wholeCase(prepared.get(i));
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long begun = System.nanoTime();
            long used = cpu();
            for (Future<Void> one : threads.invokeAll(Collections.nCopies(clients, client))) {
                one.get();
            }
            return new double[] { cases * 1e9 / (System.nanoTime() - begun), (cpu() - used) / 1e6 / cases };
        }
        finally {
            threads.shutdown();
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

}
