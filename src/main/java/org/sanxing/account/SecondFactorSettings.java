package org.sanxing.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param administrators whether the three administrators get nowhere without one
 */
@ConfigurationProperties("sanxing.second-factor")
record SecondFactorSettings(@DefaultValue("true") boolean administrators) {

}
