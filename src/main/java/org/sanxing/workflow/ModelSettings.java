package org.sanxing.workflow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param models folder with {@code processes} and {@code forms} of its own; those packed
 * in where it is empty
 */
@ConfigurationProperties("sanxing")
record ModelSettings(@DefaultValue("") String models) {

}
