package org.sanxing.account;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions in the database: they survive a restart and serve every node. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

    /** What lies in a session; nothing else is brought to life. */
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config
        .createFilter("maxdepth=30;maxbytes=5000000;java.lang.*;java.util.**;java.time.**;java.math.*;java.net.URI;"
                + "org.sanxing.**;org.springframework.security.**;org.springframework.web.**;"
                + "org.springframework.util.**;jakarta.servlet.http.Cookie;!*");

    /**
     * In the transaction that is open, where one is: a request never holds a connection
     * while it waits for another.
     */
    @Bean
    JdbcIndexedSessionRepository storedSessions(JdbcOperations jdbc, PlatformTransactionManager transactions,
            DataSource dataSource) throws SQLException {
        JdbcIndexedSessionRepository sessions = new JdbcIndexedSessionRepository(jdbc,
                new TransactionTemplate(transactions));
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new Reading());
        sessions.setConversionService(conversion);
        // Two requests of one session that set the same attribute at once.
        if (isPostgres(dataSource)) {
            new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(sessions);
        }
        else {
            sessions.setCreateSessionAttributeQuery("""
                    merge into %TABLE_NAME%_ATTRIBUTES (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)
                    key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME) values (?, ?, ?)
                    """);
        }
        return sessions;
    }

    private static boolean isPostgres(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }

    @Bean
    CookieSerializer sessionCookie() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName("JSESSIONID");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(SessionRepositoryFilter<?> filter) {
        FilterRegistrationBean<SessionRepositoryFilter<?>> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registration;
    }

    /**
     * What another version wrote and this one cannot read is not there: whose session it
     * was signs in anew.
     */
    private static final class Reading implements Converter<byte[], Object> {

        @Override
        public @Nullable Object convert(byte[] bytes) {
            try (ObjectInputStream in = new ConfigurableObjectInputStream(new ByteArrayInputStream(bytes),
                    SessionConfiguration.class.getClassLoader())) {
                in.setObjectInputFilter(KNOWN);
                return in.readObject();
            }
            catch (IOException | ClassNotFoundException | RuntimeException ex) {
                log.info("Part of a session is dropped: {}", ex.toString());
                return null;
            }
        }

    }

}
