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
 * The one way to a real PostgreSQL: an empty database of one's own, on one server for all
 * that are open at a time. Whoever closes the last one stops the server; a shutdown hook
 * would keep the JVM of the tests for half a minute.
 */
public final class Postgres implements AutoCloseable {

    private static @Nullable EmbeddedPostgres server;

    private static int open;

    private final String url;

    private boolean closed;

    private Postgres(String url) {
        this.url = url;
    }

    public static Postgres open() {
        synchronized (Postgres.class) {
            try {
                if (server == null) {
                    server = EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
                }
                String name = "sanxing_" + UUID.randomUUID().toString().replace("-", "");
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                }
                open++;
                return new Postgres(server.getJdbcUrl("postgres", name));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
            catch (SQLException ex) {
                throw new IllegalStateException(ex);
            }
        }
    }

    /** With the user in it; there is no password. */
    public String url() {
        return this.url;
    }

    @Override
    public void close() {
        synchronized (Postgres.class) {
            if (this.closed) {
                return;
            }
            this.closed = true;
            if (--open > 0 || server == null) {
                return;
            }
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
