package org.sanxing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.managed.ManagedTransaction;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The statements of the engine, read from its files once for each kind of database: that
 * is a third of the start of an application, and a JVM starts it half a dozen times. The
 * engine itself could only share them together with the first application's database.
 */
final class EngineStatements
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, BeanPostProcessor {

    private static final Map<String, Configuration> READ = new ConcurrentHashMap<>();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(this);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ProcessEngineConfigurationImpl engine) {
            String kind = kind(engine.getDataSource());
            Configuration read = READ.get(kind);
            if (read != null) {
                engine.setSqlSessionFactory(new OnDatabase(read, engine.getDataSource()));
            }
            else {
                engine.getProcessEnginePlugins().add(new AbstractProcessEnginePlugin() {
                    @Override
                    public void postInit(ProcessEngineConfigurationImpl started) {
                        READ.put(kind, started.getSqlSessionFactory().getConfiguration());
                    }
                });
            }
        }
        return bean;
    }

    private static String kind(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        }
        catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** As the engine's own, which begins each session so, on another database. */
    private static final class OnDatabase extends DefaultSqlSessionFactory {

        private final DataSource database;

        OnDatabase(Configuration configuration, DataSource database) {
            super(configuration);
            this.database = database;
        }

        @Override
        public SqlSession openSession() {
            Configuration read = getConfiguration();
            return new DefaultSqlSession(read,
                    read.newExecutor(new ManagedTransaction(this.database, null, true), read.getDefaultExecutorType()),
                    false);
        }

    }

}
