package org.sanxing.notification;

import java.util.List;

/**
 * The events of which a module tells people, in the order of the settings page. Each has
 * the message keys {@code notice.<event>.name}, {@code .title} and {@code .text}. A
 * module registers one; a notice of an event that none names is a programming error.
 */
public interface NoticeEvents {

    List<String> events();

}
