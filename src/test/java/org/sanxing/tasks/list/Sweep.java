package org.sanxing.tasks.list;

import org.springframework.context.ApplicationContext;

/** Runs the sweep of deadlines by hand. */
public final class Sweep {

    private Sweep() {
    }

    public static void run(ApplicationContext context) {
        context.getBean(DeadlineSweep.class).sweep();
    }

}
