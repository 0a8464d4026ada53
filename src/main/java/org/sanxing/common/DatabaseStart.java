package org.sanxing.common;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Looks, before anything else is made, whether port and database can be had; takes back
 * what a start that was killed has left; and sees to it that nodes start one after the
 * other (ADR 83).
 */
class DatabaseStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(DatabaseStart.class);

    private static final String FILE = "jdbc:h2:file:";

    /** In bytes: two copies of where H2 is to begin. */
    private static final int BEGINNING = 2 * 4096;

    private static final String POSTGRES = "jdbc:postgresql:";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        Binder binder = Binder.get(settings);
        if (binder.bind("sanxing.audit.read-only", Boolean.class).orElse(false)) {
            // A command of the auditor, beside the application or on a copy: it only
            // reads.
            return;
        }
        if (context instanceof WebServerApplicationContext) {
            temporary(Path.of(System.getProperty("java.io.tmpdir")));
            port(settings.getProperty("server.address"), binder.bind("server.port", Integer.class).orElse(8080));
        }
        models(settings.getProperty("sanxing.models", ""));
        String url = settings.getProperty("spring.datasource.url", "");
        String user = settings.getProperty("spring.datasource.username");
        String password = settings.getProperty("spring.datasource.password");
        if (!url.isEmpty() && !url.startsWith("jdbc:h2:") && !url.startsWith(POSTGRES)) {
            throw CannotStart.unknown(url.split("\\?")[0]);
        }
        Path file = path(url);
        UnfinishedStart start = (file != null) ? file(file, url, user, password)
                : url.startsWith(POSTGRES) ? server(url, user, password) : null;
        if (start != null) {
            context.getBeanFactory().registerSingleton("unfinishedStart", start);
        }
    }

    /** The web server and uploads write there. */
    static void temporary(Path folder) {
        if (!Files.isWritable(folder)) {
            throw CannotStart.folder(folder.toString(), new IOException("not writable"));
        }
    }

    /** Or those that come along would be in force, and nobody would notice. */
    static void models(String folder) {
        if (!Texts.isBlank(folder) && !Files.isDirectory(Path.of(folder, "processes"))
                && !Files.isDirectory(Path.of(folder, "forms"))) {
            throw CannotStart.models(folder);
        }
    }

    /** The web server asks for it last, when all else was done in vain. */
    static void port(@Nullable String address, int port) {
        if (port <= 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind((address != null) ? new InetSocketAddress(address, port) : new InetSocketAddress(port));
        }
        catch (BindException | IllegalArgumentException ex) {
            throw CannotStart.port(address, port, ex);
        }
        catch (IOException ex) {
            // The web server will say it.
        }
    }

    /** Null where it is no file of H2. */
    static @Nullable Path path(String url) {
        if (!url.startsWith(FILE)) {
            return null;
        }
        String name = url.substring(FILE.length()).split(";")[0];
        Path file = Path.of(name.startsWith("~") ? System.getProperty("user.home") + name.substring(1) : name)
            .toAbsolutePath()
            .normalize();
        return file.resolveSibling(file.getFileName() + ".mv.db");
    }

    static UnfinishedStart file(Path file, String url, @Nullable String user, @Nullable String password) {
        Path folder = file.getParent();
        try {
            Files.createDirectories(folder, OwnerOnly.to("rwx------"));
            if (!Files.isWritable(folder)) {
                throw CannotStart.folder(folder.toString(), new IOException("not writable"));
            }
            if (isLocked(file)) {
                throw CannotStart.inUse(file.toString());
            }
            UnfinishedStart start = UnfinishedStart.ofFile(file);
            start.takeBack();
            if (!Files.exists(file)) {
                start.beginWithNothing();
            }
            else if (!Files.isWritable(file)) {
                throw CannotStart.readOnly(file.toString());
            }
            else {
                begin(file);
                // What is damaged must not be written to: H2 would make it an empty one.
                look(file.toString(), url + ";ACCESS_MODE_DATA=r", user, password);
            }
            return start;
        }
        catch (IOException ex) {
            throw CannotStart.folder(folder.toString(), ex);
        }
    }

    /**
     * After a file was not closed, has H2 look through all of it for the newest state:
     * the power may have gone when the beginning of the file, which says where that is,
     * was on the disk and what it speaks of was not, and H2 by itself would take the
     * first that it comes to, with less in it than what was acknowledged.
     */
    static void begin(Path file) throws IOException {
        if (Files.size(file) > BEGINNING && !isClosed(file)) {
            try {
                // Once without writing: what is damaged stays as it is.
                lookingThrough(file).readOnly().open().close();
                lookingThrough(file).open().close();
            }
            catch (MVStoreException | OutOfMemoryError ex) {
                log.debug("H2 says it when it opens the file", ex);
            }
        }
    }

    private static MVStore.Builder lookingThrough(Path file) {
        return new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().recoveryMode();
    }

    /** Whether both copies of what is at the beginning say so. */
    private static boolean isClosed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            return beginning.split(",clean:1,", -1).length == 3;
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
        catch (OverlappingFileLockException ex) {
            return true;
        }
    }

    private static void look(String where, String url, @Nullable String user, @Nullable String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            try (ResultSet tables = statement
                .executeQuery("select count(*) from information_schema.tables where table_schema = 'PUBLIC'")) {
                tables.next();
                if (tables.getInt(1) == 0) {
                    throw CannotStart.corrupt(where);
                }
            }
            finally {
                // It may be told to stay open, and would stay so for reading alone.
                statement.execute("shutdown immediately");
            }
        }
        catch (SQLException ex) {
            throw CannotStart.of(where, ex);
        }
        catch (OutOfMemoryError ex) {
            // A length that was read from where none is.
            throw CannotStart.corrupt(where);
        }
    }

    @SuppressWarnings("resource")
    private static UnfinishedStart server(String url, @Nullable String user, @Nullable String password) {
        String where = url.split("\\?")[0];
        try {
            Connection connection = DriverManager.getConnection(url, user, password);
            try (Statement statement = connection.createStatement();
                    ResultSet only = statement.executeQuery("show transaction_read_only")) {
                only.next();
                if (only.getString(1).equals("on")) {
                    connection.close();
                    throw CannotStart.readOnly(where);
                }
            }
            return UnfinishedStart.ofServer(connection);
        }
        catch (SQLException ex) {
            throw CannotStart.of(where, ex);
        }
    }

}
