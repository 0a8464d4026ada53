package org.sanxing.workflow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param jobs whether this node takes jobs of the engine
 */
@ConfigurationProperties("sanxing.engine")
record EngineSettings(@DefaultValue("true") boolean jobs) {

}
