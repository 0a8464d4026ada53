package org.sanxing.common;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What keeps the database from answering though nothing is wrong with what was asked:
 * whoever asks again later gets an answer.
 */
public enum DatabaseTrouble {

    /** It cannot be reached, ends, or is starting. */
    AWAY("database-away", 5),

    /** Its disk is full. */
    FULL("disk-full", 30),

    /** All connections are in use, or somebody holds a lock for too long. */
    BUSY("database-busy", 5);

    /** Of the pool, where all its connections are in use. */
    static final String ALL_IN_USE = "53300";

    private static final String DISK_FULL = "53100";

    /** PostgreSQL and H2: a lock was not given in time. */
    private static final Set<String> LOCK_TIMEOUT = Set.of("55P03", "HYT00");

    /** PostgreSQL shuts down, crashed, or starts. */
    private static final Set<String> ENDING = Set.of("57P01", "57P02", "57P03");

    /** H2: its file is closed, cannot be read or written, or is about to be closed. */
    private static final Set<Integer> CLOSED = Set.of(90007, 90028, 90031, 90067, 90098, 90121);

    private final String code;

    private final int retryAfter;

    DatabaseTrouble(String code, int retryAfter) {
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** As of a refusal: of the HTTP contract, and of the message. */
    public String code() {
        return this.code;
    }

    /** In seconds. */
    public int retryAfter() {
        return this.retryAfter;
    }

    /** Null where it is something else. */
    public static @Nullable DatabaseTrouble of(@Nullable Throwable failure) {
        DatabaseTrouble found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            DatabaseTrouble own = one(cause);
            // What is said last says most: a file is closed because its disk is full.
            found = (own != null && found != FULL) ? own : found;
        }
        return found;
    }

    private static @Nullable DatabaseTrouble one(Throwable failure) {
        if (failure instanceof NoRoom || (failure instanceof IOException && saysFull(failure.getMessage()))) {
            return FULL;
        }
        if (!(failure instanceof SQLException sql)) {
            return null;
        }
        String state = String.valueOf(sql.getSQLState());
        if (state.equals(DISK_FULL)) {
            return FULL;
        }
        if (LOCK_TIMEOUT.contains(state)) {
            return BUSY;
        }
        if (state.startsWith("08") || ENDING.contains(state) || CLOSED.contains(sql.getErrorCode())) {
            return AWAY;
        }
        return (sql instanceof SQLTransientConnectionException || state.equals(ALL_IN_USE)) ? BUSY : null;
    }

    /** The systems' own words: there is no code for it. */
    private static boolean saysFull(@Nullable String message) {
        String said = (message != null) ? message.toLowerCase(Locale.ROOT) : "";
        return said.contains("no space left") || said.contains("not enough space") || said.contains("磁盘空间不足")
                || said.contains("disk quota exceeded");
    }

    /** Nothing was written: the disk has too little room left. */
    static final class NoRoom extends SQLException {

        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("The disk of the database has too little room left", DISK_FULL);
        }

    }

}
