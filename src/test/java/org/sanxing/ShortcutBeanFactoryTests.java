package org.sanxing;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** On the beans of the whole application. */
@ApplicationTest
class ShortcutBeanFactoryTests {

    @Autowired
    private DefaultListableBeanFactory made;

    @Test
    void findsForEachTypeWhatTheLongWayFinds() {
        DefaultListableBeanFactory one = defined(new ShortcutBeanFactory());
        DefaultListableBeanFactory other = defined(new DefaultListableBeanFactory());
        Set<Class<?>> types = types();
        assertThat(types).hasSizeGreaterThan(1000);
        for (Class<?> type : types) {
            assertThat(one.getBeanNamesForType(type, true, false)).as(type.getName())
                .containsExactlyInAnyOrder(other.getBeanNamesForType(type, true, false));
        }
    }

    /** The same beans, of which none is made. */
    private DefaultListableBeanFactory defined(DefaultListableBeanFactory factory) {
        factory.setBeanClassLoader(ClassUtils.getDefaultClassLoader());
        for (String name : this.made.getBeanDefinitionNames()) {
            factory.registerBeanDefinition(name,
                    new RootBeanDefinition((RootBeanDefinition) this.made.getMergedBeanDefinition(name)));
        }
        factory.freezeConfiguration();
        return factory;
    }

    private Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>(Set.of(Object.class, SpringProxy.class));
        for (String name : this.made.getBeanDefinitionNames()) {
            Class<?> type = this.made.getType(name, false);
            if (type != null) {
                types.add(ClassUtils.getUserClass(type));
                types.addAll(Arrays.asList(ClassUtils.getAllInterfacesForClass(type)));
            }
        }
        return types;
    }

}
