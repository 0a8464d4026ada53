package org.sanxing.common;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much room a disk has left, looked at twice a second at most. */
class DiskRoom {

    private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);

    private static final long KEPT = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MB = 1024 * 1024;

    private final Path folder;

    private final long least;

    private volatile long at = System.nanoTime() - KEPT - 1;

    private volatile boolean tooLittle;

    DiskRoom(Path folder, long least) {
        this.folder = folder;
        this.least = least;
    }

    boolean isShort() {
        long now = System.nanoTime();
        if (now - this.at > KEPT) {
            this.at = now;
            // 0 too where it cannot be told, because there is no folder any more.
            long left = usable();
            boolean before = this.tooLittle;
            this.tooLittle = left < this.least;
            if (this.tooLittle != before) {
                log.warn(
                        before ? "{} has room again ({} MB): it is written to"
                                : "{} has too little room left ({} MB): nothing is written until there is more",
                        this.folder, left / MB);
            }
        }
        return this.tooLittle;
    }

    long usable() {
        return this.folder.toFile().getUsableSpace();
    }

}
