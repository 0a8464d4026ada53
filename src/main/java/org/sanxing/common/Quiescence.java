package org.sanxing.common;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.h2.engine.SessionLocal;

/**
 * Moments in which no statement changes anything. H2 takes what is to go to its file tree
 * by tree; only then it gets all trees as they belong together (ADR 119).
 */
final class Quiescence {

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = this.lock.newCondition();

    private final Set<SessionLocal> atWork = new HashSet<>();

    private boolean wanted;

    private boolean reached;

    /**
     * Before a statement, a commit or a rollback.
     * @param begun whether its transaction has changed something already, and so may have
     * what others wait for
     */
    void enter(SessionLocal session, boolean begun) {
        this.lock.lock();
        try {
            while (this.reached || (this.wanted && !begun)) {
                this.changed.awaitUninterruptibly();
            }
            this.atWork.add(session);
        }
        finally {
            this.lock.unlock();
        }
    }

    void leave(SessionLocal session) {
        this.lock.lock();
        try {
            this.atWork.remove(session);
            if (this.wanted) {
                this.changed.signalAll();
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    /** For one at a time. */
    void reach(Runnable task) {
        boolean interrupted = false;
        this.lock.lock();
        try {
            this.wanted = true;
            while (!this.atWork.stream().allMatch(Quiescence::waits)) {
                try {
                    this.changed.awaitNanos(LOOK_AGAIN);
                }
                catch (InterruptedException ex) {
                    interrupted = true;
                }
            }
            this.reached = true;
        }
        finally {
            this.lock.unlock();
        }
        try {
            task.run();
        }
        finally {
            this.lock.lock();
            this.wanted = false;
            this.reached = false;
            this.changed.signalAll();
            this.lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** For another transaction's row: that one cannot end meanwhile. */
    private static boolean waits(SessionLocal session) {
        try {
            return session.getBlockingSessionId() != 0;
        }
        catch (NullPointerException ex) {
            // Its transaction ended while H2 looked at it.
            return false;
        }
    }

}
