package org.sanxing.audit;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Puts the watch before the database, for all who use it. */
@Configuration(proxyBeanMethods = false)
class WatchWrites {

    @Bean
    static BeanPostProcessor watchedDataSource(ObjectProvider<RecordTables> tables,
            ObjectProvider<EventRecorder> recorder) {
        SingletonSupplier<EventRecorder> known = SingletonSupplier.of(recorder::getObject);
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return (bean instanceof DataSource source)
                        ? new WatchedDataSource(source, tables::getObject, (rows) -> known.obtain().wrote(rows)) : bean;
            }
        };
    }

}
