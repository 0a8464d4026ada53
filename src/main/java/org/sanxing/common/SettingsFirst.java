package org.sanxing.common;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads what holds for the whole application before log, folders and database do, of
 * which each would say otherwise what is wrong with it.
 */
class SettingsFirst implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Binder.get(environment).bind("sanxing", OrganSettings.class);
    }

}
