package org.sanxing.common;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;

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
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : this.application.getBeanDefinitionNames()) {
            RootBeanDefinition definition = (RootBeanDefinition) this.application.getMergedBeanDefinition(name);
            container.registerBeanDefinition(name, definition.cloneBeanDefinition());
            this.beans.registerBeanDefinition(name, definition.cloneBeanDefinition());
            Class<?> type = this.application.getType(name);
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                types.add(each);
                types.addAll(Arrays.asList(ClassUtils.getAllInterfacesForClass(each)));
            }
        }

        assertThat(types).filteredOn((type) -> type.getName().startsWith("org.sanxing.")).hasSizeGreaterThan(500);
        for (Class<?> type : types) {
            assertThat(this.beans.getBeanNamesForType(type)).as(type.getName())
                .containsExactly(container.getBeanNamesForType(type));
        }
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

    interface Kind {

        void does();

    }

    static class First implements Kind {

        @Override
        public void does() {
        }

    }

    static class Second extends First {

    }

}
