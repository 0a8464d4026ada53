package org.sanxing.bench;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Databases that keep what they acknowledge: H2 as the application ships it, and a
 * PostgreSQL that waits for the disk.
 */
final class Databases implements AutoCloseable {

    private final Path folder;

    private final @Nullable EmbeddedPostgres server;

    private int number;

    private Databases(Path folder, @Nullable EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    static Databases h2(Path folder) {
        return new Databases(folder, null);
    }

    static Databases postgres(Path folder) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
            .setRegisterShutdownHook(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "256MB")
            .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet fsync = statement.executeQuery("show fsync")) {
            if (!fsync.next() || !fsync.getString(1).equals("on")) {
                throw new IllegalStateException("PostgreSQL does not wait for the disk");
            }
        }
        return new Databases(folder, server);
    }

    String kind() {
        return (this.server != null) ? "PostgreSQL" : "H2";
    }

    /** An empty one, with the user in its address. */
    String next() throws SQLException {
        this.number++;
        if (this.server == null) {
            return shipped().replace("${sanxing.data}", this.folder.resolve("h2-" + this.number).toString())
                    + ";USER=sanxing;PASSWORD=";
        }
        try (Connection connection = this.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database bench" + this.number);
        }
        return this.server.getJdbcUrl("postgres", "bench" + this.number);
    }

    /** As application.yaml has it. */
    @SuppressWarnings("unchecked")
    private static String shipped() {
        Map<String, Object> settings = new Yaml().load(Databases.class.getResourceAsStream("/application.yaml"));
        return (String) ((Map<String, Object>) ((Map<String, Object>) settings.get("spring")).get("datasource"))
            .get("url");
    }

    /** A pool as the application has it; a commit counts once it is on the disk. */
    static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(url.startsWith("jdbc:h2:") ? synced(url) : new DriverManagerDataSource(url));
        config.setMaximumPoolSize(20);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    private static DataSource synced(String url) {
        // The application sees to it by itself (ADR 119).
        return new DelegatingDataSource(new DriverManagerDataSource(url + ";WRITE_DELAY=0")) {

            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                FileStore<?> file = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase()
                    .getStore()
                    .getMvStore()
                    .getFileStore();
                return (Connection) Proxy.newProxyInstance(Databases.class.getClassLoader(),
                        new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
                            try {
                                Object result = method.invoke(connection, arguments);
                                if (method.getName().equals("commit")) {
                                    file.sync();
                                }
                                return result;
                            }
                            catch (InvocationTargetException ex) {
                                throw ex.getCause();
                            }
                        });
            }

        };
    }

    @Override
    public void close() throws IOException {
        if (this.server != null) {
            this.server.close();
        }
    }

}
