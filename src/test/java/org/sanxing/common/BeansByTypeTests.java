package org.sanxing.common;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class BeansByTypeTests {

    @Autowired
    private ConfigurableListableBeanFactory application;

    private final BeansByType beans = new BeansByType();

    @Test
    void answersAsTheContainerDoes() {
        DefaultListableBeanFactory container = new DefaultListableBeanFactory();
        Set<Class<?>> types = types();
        for (String name : this.application.getBeanDefinitionNames()) {
            RootBeanDefinition definition = (RootBeanDefinition) this.application.getMergedBeanDefinition(name);
            container.registerBeanDefinition(name, definition.cloneBeanDefinition());
            this.beans.registerBeanDefinition(name, definition.cloneBeanDefinition());
        }

        assertThat(types).filteredOn((type) -> type.getName().startsWith("org.sanxing.")).hasSizeGreaterThan(500);
        answersAs(container, types);
        for (String name : this.application.getBeanDefinitionNames()) {
            Object made = this.application.getSingleton(name);
            if (made != null) {
                container.registerSingleton(name, made);
                this.beans.registerSingleton(name, made);
            }
        }
        answersAs(container, types);
    }

    private void answersAs(DefaultListableBeanFactory container, Set<Class<?>> types) {
        for (Class<?> type : types) {
            assertThat(this.beans.getBeanNamesForType(type)).as(type.getName())
                .containsExactly(container.getBeanNamesForType(type));
        }
    }

    private Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : this.application.getBeanDefinitionNames()) {
            Class<?> type = this.application.getType(name);
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                types.add(each);
                types.addAll(Arrays.asList(ClassUtils.getAllInterfacesForClass(each)));
            }
        }
        return types;
    }

    @Test
    void whatIsNotMadeYetMayHaveTypesThatTheContainerGives() {
        this.beans.registerBeanDefinition("maker", new RootBeanDefinition(Maker.class));
        this.beans.registerBeanDefinition("first", new RootBeanDefinition(First.class));

        assertThat(this.beans.isTypeMatch("maker", Runnable.class)).isTrue();
        assertThat(this.beans.isTypeMatch("maker", FactoryBean.class)).isFalse();
        assertThat(this.beans.isTypeMatch("&maker", FactoryBean.class)).isTrue();
        assertThat(this.beans.isTypeMatch("first", Runnable.class)).isFalse();
        this.beans.registerBeanDefinition("first", new RootBeanDefinition(Maker.class));
        assertThat(this.beans.isTypeMatch("first", Runnable.class)).isTrue();
        assertThat(this.beans.isFactoryBean("first")).isTrue();

        RootBeanDefinition configuration = new RootBeanDefinition(First.class);
        this.beans.registerBeanDefinition("configuration", configuration);
        configuration.setBeanClass(Enhanced.class);
        assertThat(this.beans.isTypeMatch("configuration", BeanFactoryAware.class)).isTrue();
    }

    @Test
    void whatIsAddedLaterIsFoundAndWhatIsRemovedIsNot() {
        this.beans.registerBeanDefinition("first", new RootBeanDefinition(First.class));
        assertThat(this.beans.getBeanNamesForType(Kind.class)).containsExactly("first");

        this.beans.registerSingleton("second", new Second());
        this.beans.registerSingleton("third", (Kind) () -> {
        });
        assertThat(this.beans.getBeanNamesForType(Kind.class)).containsExactly("first", "second", "third");
        assertThat(this.beans.getBeanNamesForType(First.class)).containsExactly("first", "second");

        this.beans.removeBeanDefinition("first");
        this.beans.destroySingleton("third");
        assertThat(this.beans.getBeanNamesForType(Kind.class)).containsExactly("second");
        assertThat(this.beans.getBean(First.class)).isInstanceOf(Second.class);
        assertThat(this.beans.getBeanNamesForType(Runnable.class)).isEmpty();
        assertThat(this.beans.getBeanNamesForType(BeansByTypeTests.class)).isEmpty();
    }

    static class Maker implements FactoryBean<Runnable> {

        @Override
        public Runnable getObject() {
            return () -> {
            };
        }

        @Override
        public Class<?> getObjectType() {
            return Runnable.class;
        }

    }

    interface Kind {

        void does();

    }

    static class First implements Kind {

        @Override
        public void does() {
        }

    }

    /** As the container makes of a configuration. */
    static class Enhanced extends First implements BeanFactoryAware {

        @Override
        public void setBeanFactory(BeanFactory beans) {
        }

    }

    static class Second extends First {

    }

}
