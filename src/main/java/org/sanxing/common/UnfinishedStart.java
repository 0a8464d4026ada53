package org.sanxing.common;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * A start that has not come to its end: from the first look at the database until nothing
 * is missing before the web server opens. H2 commits each change of a schema by itself,
 * so a copy from before is kept meanwhile; where it is still there at the next start, it
 * is taken back. On a server, where each step is whole or not there, one node starts at a
 * time.
 */
final class UnfinishedStart implements Callback, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UnfinishedStart.class);

    /** Of this database; any number would do. */
    private static final long LOCK = 0x73616e78696e67L;

    private static final long PAUSE_MILLIS = 500;

    private static final long LONGEST_MINUTES = 30;

    private final @Nullable Path file;

    private final @Nullable Connection lock;

    private boolean copied;

    private boolean over;

    private UnfinishedStart(@Nullable Path file, @Nullable Connection lock) {
        this.file = file;
        this.lock = lock;
    }

    static UnfinishedStart ofFile(Path file) {
        return new UnfinishedStart(file, null);
    }

    /** Waits until no other node starts. */
    static UnfinishedStart ofServer(Connection connection) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        try (PreparedStatement ask = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            ask.setLong(1, LOCK);
            for (boolean told = false; !isTrue(ask); told = true) {
                if (!told) {
                    log.info("Another node is starting on this database; this one goes on once it has");
                }
                if (System.nanoTime() > end) {
                    throw new CannotStart("Another node has been starting on this database for half an hour",
                            "See what it waits for, or stop it.");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
        return new UnfinishedStart(null, connection);
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (ResultSet answer = question.executeQuery()) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Empty where there was no database before. */
    private Path copy() {
        return beside("before.zip");
    }

    private Path beside(String ending) {
        Path of = this.file;
        if (of == null) {
            throw new IllegalStateException();
        }
        return of.resolveSibling(of.getFileName().toString().replaceFirst("mv\\.db$", ending));
    }

    /** Can itself be killed at any moment, and be done again. */
    void takeBack() throws IOException {
        Path there = this.file;
        if (there == null || !Files.exists(copy())) {
            return;
        }
        log.warn("The last start on these data did not come to its end. They are as before it; what it left is in {}",
                beside("unfinished"));
        Path restored = beside("restored");
        boolean any = Files.size(copy()) > 0;
        if (any) {
            unzip(restored);
        }
        if (Files.exists(there)) {
            Files.move(there, beside("unfinished"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (any) {
            Files.move(restored, there, StandardCopyOption.ATOMIC_MOVE);
        }
        this.copied = any;
    }

    private void unzip(Path to) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(copy()))) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                throw new IOException("Nothing in " + copy());
            }
            try (OutputStream out = Files.newOutputStream(to)) {
                zip.transferTo(out);
            }
        }
        force(to);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        catch (IOException ex) {
            log.debug("Not every system writes out a folder", ex);
        }
    }

    /** A first start is begun anew where it was killed. */
    void beginWithNothing() throws IOException {
        Files.write(copy(), new byte[0]);
        this.copied = true;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE && this.file != null && !this.copied;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Path begun = beside("before.new");
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("backup to '" + begun.toString().replace("'", "''") + "'");
            force(begun);
            Files.move(begun, copy(), StandardCopyOption.ATOMIC_MOVE);
            this.copied = true;
        }
        catch (SQLException | IOException ex) {
            throw new CannotStart("The database has to be brought to this version, and no copy could be made before: "
                    + copy() + " (" + ex.getMessage() + ")", "Make room there, as much as the database takes.", ex);
        }
    }

    @Override
    public String getCallbackName() {
        return "unfinishedStart";
    }

    /** Nothing is missing any more, and nobody has worked on it yet. */
    @Override
    public void start() {
        try {
            if (this.file != null) {
                if (Files.deleteIfExists(copy())) {
                    // Or the power goes, and what was done meanwhile is taken back.
                    forceFolder(copy().getParent());
                }
                Files.deleteIfExists(beside("unfinished"));
            }
            if (this.lock != null) {
                this.lock.close();
            }
            this.over = true;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Behind all that fills an empty database, before anybody can ask. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public void stop() {
        this.over = false;
    }

    @Override
    public boolean isRunning() {
        return this.over;
    }

}
