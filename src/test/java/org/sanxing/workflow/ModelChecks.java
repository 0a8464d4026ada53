package org.sanxing.workflow;

import java.lang.reflect.Constructor;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.forms.Forms;
import org.sanxing.tasks.CaseParties;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.list.TaskHandlers;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * All checks of the models together, as the application wires them, without the
 * application: of the delegates only the names are there, of the handlers of tasks what
 * they say without asking anybody.
 */
final class ModelChecks {

    /** Made without their collaborators: what they say of the models needs none. */
    private static final List<Class<?>> ALONE = List.of(TaskHandler.class, CaseParties.class);

    private static List<ModelCheck> checks;

    private ModelChecks() {
    }

    static synchronized List<ModelCheck> all() {
        if (checks == null) {
            AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
            ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(beans, false);
            beans.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            Stream
                .concat(ALONE.stream(),
                        Stream.of(ModelCheck.class, JavaDelegate.class, TaskHandlers.class, Forms.class,
                                DelegateNames.class))
                .forEach((type) -> scanner.addIncludeFilter(component(type)));
            scanner.addIncludeFilter(
                    new RegexPatternTypeFilter(Pattern.compile("org\\.sanxing\\.\\w+\\.process\\.\\w+Configuration")));
            scanner.scan("org.sanxing");
            for (String name : beans.getBeanDefinitionNames()) {
                AbstractBeanDefinition definition = (AbstractBeanDefinition) beans.getBeanDefinition(name);
                Class<?> type = type(definition.getBeanClassName());
                if (type != null && ALONE.stream().anyMatch((one) -> one.isAssignableFrom(type))) {
                    definition.setInstanceSupplier(() -> alone(type));
                }
            }
            beans.registerBean(Clock.class, Clock::systemUTC);
            beans.registerBean(ZoneId.class, () -> ZoneOffset.UTC);
            beans.refresh();
            checks = beans.getBeansOfType(ModelCheck.class).values().stream().toList();
        }
        return checks;
    }

    private static TypeFilter component(Class<?> type) {
        AssignableTypeFilter assignable = new AssignableTypeFilter(type);
        return (metadata, factory) -> metadata.getAnnotationMetadata().isAnnotated(Component.class.getName())
                && assignable.match(metadata, factory);
    }

    private static Class<?> type(String name) {
        return (name != null && name.startsWith("org.sanxing")) ? ClassUtils.resolveClassName(name, null) : null;
    }

    private static Object alone(Class<?> type) {
        Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors()).findFirst().orElseThrow();
        constructor.setAccessible(true);
        return BeanUtils.instantiateClass(constructor, new Object[constructor.getParameterCount()]);
    }

}
