package org.sanxing.workflow;

import java.util.List;

import javax.sql.DataSource;

import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.spring.SpringProcessEngineServicesConfiguration;
import org.sanxing.common.Ids;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/** The embedded engine, on the application's own data source and transactions. */
@Configuration(proxyBeanMethods = false)
@Import(SpringProcessEngineServicesConfiguration.class)
class EngineConfiguration {

    private static final int JOB_LOCK_MILLIS = 60_000;

    private static final int JOB_WAIT_MILLIS = 10_000;

    private static final int QUERY_LIMIT = 2_000;

    /**
     * Flyway comes first: the engine makes its own tables, and Flyway would not begin on
     * a schema that is not empty.
     */
    @Bean
    @DependsOnDatabaseInitialization
    SpringProcessEngineConfiguration processEngineConfiguration(DataSource dataSource,
            PlatformTransactionManager transactionManager, ApplicationContext context, DelegateNames delegates,
            UserTaskListeners listeners, DeclaredListeners declared, EngineSettings settings) {
        SpringProcessEngineConfiguration engine = new EngineStatements.Engine();
        engine.setApplicationContext(context);
        engine.setProcessEngineName("sanxing");
        // Of its measures, which are off: it would ask the network, and warn where there
        // is none.
        engine.setHostname("sanxing");
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactionManager);
        engine.setDatabaseSchemaUpdate("true");
        engine.setIdGenerator(Ids::next);
        engine.setBeans(delegates);
        engine.setCustomPreBPMNParseListeners(List.of(listeners, declared));
        engine.setHistory("activity");
        // Nothing is removed, so that no row needs the time at which it would be.
        engine.setHistoryCleanupEnabled(false);
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        engine.setEnforceHistoryTimeToLive(true);
        engine.setCmmnEnabled(false);
        engine.setJobExecutorActivate(settings.jobs());
        engine.setQueryMaxResultsLimit(QUERY_LIMIT);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(SimpleFeel::new);
        engine.setDmnEngineConfiguration(decisions);
        engine.setCustomSessionFactories(SparedQuestions.factories());
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setLockTimeInMillis(JOB_LOCK_MILLIS);
        executor.setMaxWait(JOB_WAIT_MILLIS);
        engine.setJobExecutor(executor);
        engine.getProcessEnginePlugins().add(new EngineIndexes());
        return engine;
    }

    @Bean
    ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration processEngineConfiguration) {
        ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(processEngineConfiguration);
        return factory;
    }

}
