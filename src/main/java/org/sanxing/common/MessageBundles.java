package org.sanxing.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Finds the users' words: every {@code messages*.properties} beside the code, so that a
 * module brings its own and nothing lists them.
 */
class MessageBundles implements EnvironmentPostProcessor {

    static final String NAMES = "spring.messages.basename";

    /** A folder of ours, by which the places where our files lie are found fast. */
    private static final String CODE = "org/sanxing/";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String names = String.join(",", names(new PathMatchingResourcePatternResolver(application.getClassLoader())));
        environment.getPropertySources().addLast(new MapPropertySource("messageBundles", Map.of(NAMES, names)));
    }

    static Set<String> names(ResourcePatternResolver resources) {
        Set<String> names = new TreeSet<>();
        try {
            for (Resource code : resources.getResources("classpath*:" + CODE)) {
                String url = code.getURL().toString();
                String root = url.substring(0, url.lastIndexOf(CODE));
                for (Resource file : resources.getResources(root + "messages*.properties")) {
                    names.add(Objects.requireNonNull(file.getFilename()).replaceFirst("(_[a-z]+)?\\.properties$", ""));
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return names;
    }

}
