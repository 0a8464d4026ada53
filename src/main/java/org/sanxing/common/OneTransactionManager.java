package org.sanxing.common;

import java.lang.reflect.AnnotatedElement;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Names the one transaction manager for all that is transactional. Where none is named,
 * Spring searches the class for an annotation that names one, with each call.
 */
@Configuration(proxyBeanMethods = false)
class OneTransactionManager {

    @Bean
    static Naming namedTransactionManager() {
        return new Naming();
    }

    /** Early: the interceptor is made with the first bean that could be proxied. */
    static final class Naming implements BeanPostProcessor, PriorityOrdered {

        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof TransactionInterceptor interceptor) {
                interceptor.setTransactionAttributeSource(new Named());
            }
            return bean;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

    }

    private static final class Named extends AnnotationTransactionAttributeSource {

        Named() {
            super(false);
        }

        @Override
        protected @Nullable TransactionAttribute determineTransactionAttribute(AnnotatedElement element) {
            TransactionAttribute found = super.determineTransactionAttribute(element);
            if (found instanceof DefaultTransactionAttribute attribute) {
                attribute.setQualifier("transactionManager");
            }
            return found;
        }

    }

}
