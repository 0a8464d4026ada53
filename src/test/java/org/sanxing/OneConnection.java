package org.sanxing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives a thread no second connection while it holds one: where many requests do that at
 * once, each waits for what the others hold.
 */
final class OneConnection extends DelegatingDataSource {

    private final ThreadLocal<Exception> held = new ThreadLocal<>();

    OneConnection(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Exception holder = this.held.get();
        if (holder != null && !migrates(holder)) {
            throw new IllegalStateException("This thread holds a connection already", holder);
        }
        Connection connection = super.getConnection();
        this.held.set(new Exception("The connection was taken here"));
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        this.held.remove();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    }
                    catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                });
    }

    /** Flyway is alone when it runs, and takes several. */
    private static boolean migrates(Exception holder) {
        return Arrays.stream(holder.getStackTrace()).anyMatch((call) -> call.getClassName().startsWith("org.flywaydb"));
    }

}
