package org.sanxing.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param notices folder with the organ's own wording of notices; where it is empty,
 * {@code notices} below the data
 */
@ConfigurationProperties("sanxing")
record WordingSettings(@DefaultValue("") String notices) {

}
