package org.sanxing.tasks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;

/**
 * The delegates that diagrams named before there was {@code ${tell}}, with what each
 * tells whom: cases that run on those diagrams go on to their end. Nothing is added to
 * them.
 */
@Component
class EarlierDelegates implements BeanDefinitionRegistryPostProcessor {

    static final String TABLE = "earlier-delegates.properties";

    static Properties table() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource(TABLE));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
        table().forEach((name, told) -> {
            List<String> words = TellDelegate.list((String) told);
            Supplier<JavaDelegate> earlier = () -> (execution) -> beans.getBean(TellDelegate.class)
                .tell(execution, words.get(0), words.subList(1, words.size()));
            registry.registerBeanDefinition((String) name, new RootBeanDefinition(JavaDelegate.class, earlier));
        });
    }

}
