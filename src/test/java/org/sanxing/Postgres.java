package org.sanxing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a real PostgreSQL: an empty database of one's own, on one server for the
 * whole life of the JVM. Applications are closed while the JVM ends, and the server goes
 * with the last of them.
 */
public final class Postgres implements AutoCloseable {

    private static @Nullable EmbeddedPostgres server;

    private static int open;

    private static boolean ending;

    private final String name = "sanxing_" + UUID.randomUUID().toString().replace("-", "");

    private boolean closed;

    private Postgres() {
    }

    public static Postgres open() {
        synchronized (Postgres.class) {
            Postgres database = new Postgres();
            execute("create database " + database.name);
            open++;
            return database;
        }
    }

    private static EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    // Nobody needs statistics of tables that are gone in a minute.
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("jit", "off")
                    .start();
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
            server = running;
            Runtime.getRuntime().addShutdownHook(new Thread(Postgres::end));
        }
        return running;
    }

    private static void execute(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** With the user in it; there is no password. */
    public String url() {
        return server().getJdbcUrl("postgres", this.name);
    }

    @Override
    public void close() {
        synchronized (Postgres.class) {
            if (this.closed) {
                return;
            }
            this.closed = true;
            open--;
            if (!ending) {
                execute("drop database " + this.name + " with (force)");
            }
            stopAtTheEnd();
        }
    }

    private static void end() {
        synchronized (Postgres.class) {
            ending = true;
            stopAtTheEnd();
        }
    }

    private static void stopAtTheEnd() {
        if (ending && open == 0 && server != null) {
            try {
                server.close();
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
            finally {
                server = null;
            }
        }
    }

}
