package org.sanxing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * Says no at once where a bean's class alone shows that it does not fit a type. For each
 * of a thousand kinds of parameters the container asks each of its beans, and for nearly
 * all of them comes to no by a longer way (ADR 115).
 */
class ShortcutBeanFactory extends DefaultListableBeanFactory {

    /** Where it takes the longer way: what a bean's class does not tell. */
    private static final Class<?> UNKNOWN = Object.class;

    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    @Override
    protected boolean isTypeMatch(String name, ResolvableType type, boolean initializes) {
        return (!isConfigurationFrozen() || mayMatch(name, type.toClass()))
                && super.isTypeMatch(name, type, initializes);
    }

    private boolean mayMatch(String name, Class<?> type) {
        Class<?> known = this.classes.computeIfAbsent(name, this::classOf);
        // A proxy is of its bean's class, and of these.
        return known == UNKNOWN || type.isAssignableFrom(known)
                || type.getName().startsWith("org.springframework.aop.");
    }

    /** Of a bean that the container makes by a constructor of a class that it knows. */
    private Class<?> classOf(String name) {
        return (containsBeanDefinition(name) && getMergedBeanDefinition(name) instanceof RootBeanDefinition definition
                && definition.hasBeanClass() && definition.getFactoryMethodName() == null
                && definition.getInstanceSupplier() == null
                && !FactoryBean.class.isAssignableFrom(definition.getBeanClass())) ? definition.getBeanClass()
                        : UNKNOWN;
    }

}
