package org.sanxing.meeting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How meetings decide; the majority is that of every vote on a close-out.
 *
 * @param quorum the part of those entitled that must be present
 */
@ConfigurationProperties("sanxing.rectification")
public record MeetingSettings(@DefaultValue("2/3") Quorum quorum) {

}
