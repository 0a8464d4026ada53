package org.sanxing.common;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * Knows which beans have a type of ours, and which types our components have not, where
 * the container would ask each of a thousand beans anew for each of several hundred types
 * (ADR 121).
 */
class BeansByType extends DefaultListableBeanFactory {

    private static final String OURS = ClassUtils.getPackageName(BeansByType.class).replaceFirst("\\w+$", "");

    /**
     * By type, in the order in which they were told; null where it is to be made anew.
     */
    private volatile @Nullable Map<Class<?>, List<String>> index;

    /**
     * Components of ours by name; not those that the container asks for what they make.
     */
    private final Map<String, Class<?>> components = new ConcurrentHashMap<>();

    @Override
    public String[] getBeanNamesForType(@Nullable Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
        if (type != null && includeNonSingletons && type.getName().startsWith(OURS)) {
            List<String> names = index().get(type);
            if (names != null) {
                return names.toArray(String[]::new);
            }
        }
        return super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
    }

    private Map<Class<?>, List<String>> index() {
        Map<Class<?>, List<String>> known = this.index;
        if (known == null) {
            known = new HashMap<>();
            for (String name : names()) {
                add(getType(name, false), name, known);
            }
            this.index = known;
        }
        return known;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(getBeanDefinitionNames()));
        names.addAll(List.of(getSingletonNames()));
        return names;
    }

    private static void add(@Nullable Class<?> type, String name, Map<Class<?>, List<String>> index) {
        if (type == null) {
            return;
        }
        if (type.getName().startsWith(OURS)) {
            List<String> names = index.computeIfAbsent(type, (any) -> new ArrayList<>());
            if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
                names.add(name);
            }
        }
        add(type.getSuperclass(), name, index);
        for (Class<?> each : type.getInterfaces()) {
            add(each, name, index);
        }
    }

    @Override
    protected boolean isTypeMatch(String name, ResolvableType type, boolean init) {
        return !isKnownNotToBe(name, type.toClass()) && super.isTypeMatch(name, type, init);
    }

    private boolean isKnownNotToBe(String name, Class<?> type) {
        Object made = getSingleton(name, false);
        if (made != null && !made.equals(null)) {
            return !(made instanceof FactoryBean) && !type.isInstance(made);
        }
        Class<?> component = this.components.get(name);
        return component != null && !type.isAssignableFrom(component) && !givenByTheContainer(type);
    }

    @Override
    protected boolean isFactoryBean(String name, RootBeanDefinition definition) {
        return !this.components.containsKey(name) && super.isFactoryBean(name, definition);
    }

    /**
     * Whether a proxy or a configuration may have the type although its class has not.
     */
    private static boolean givenByTheContainer(Class<?> type) {
        return type.getName().startsWith("org.springframework.aop.")
                || type.getName().startsWith("org.springframework.beans.");
    }

    private @Nullable Class<?> component(BeanDefinition definition) {
        String name = definition.getBeanClassName();
        if (name == null || !name.startsWith(OURS) || definition.getFactoryMethodName() != null
                || !(definition instanceof AbstractBeanDefinition made) || made.getInstanceSupplier() != null) {
            return null;
        }
        Class<?> type = ClassUtils.resolveClassName(name, getBeanClassLoader());
        return FactoryBean.class.isAssignableFrom(type) ? null : type;
    }

    @Override
    public void registerBeanDefinition(String name, BeanDefinition definition) {
        this.index = null;
        Class<?> component = component(definition);
        if (component != null) {
            this.components.put(name, component);
        }
        else {
            this.components.remove(name);
        }
        super.registerBeanDefinition(name, definition);
    }

    @Override
    public void removeBeanDefinition(String name) {
        this.index = null;
        this.components.remove(name);
        super.removeBeanDefinition(name);
    }

    @Override
    public void registerSingleton(String name, Object bean) {
        this.index = null;
        super.registerSingleton(name, bean);
    }

    @Override
    public void destroySingleton(String name) {
        this.index = null;
        super.destroySingleton(name);
    }

    @Override
    public void clearMetadataCache() {
        this.index = null;
        super.clearMetadataCache();
    }

    /** Of the web application. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Factory implements ApplicationContextFactory {

        @Override
        public @Nullable ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
            return (type == WebApplicationType.SERVLET)
                    ? new AnnotationConfigServletWebServerApplicationContext(new BeansByType()) : null;
        }

    }

}
