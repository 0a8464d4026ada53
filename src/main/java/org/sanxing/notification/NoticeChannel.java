package org.sanxing.notification;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Person;

/**
 * A receiver that the organ has set up: a robot in a group of colleagues, or a system
 * that takes the generic webhook.
 *
 * @param url a secret too: that of a robot is all that is needed to speak in its group
 * @param secret that requests are signed with; null where the receiver wants none
 * @param language {@code zh} or {@code en}
 * @param events of which it is told; empty for all
 * @param branches ids of the branches whose people it is told of; empty for all
 */
record NoticeChannel(String id, Channel kind, String name, String url, @Nullable String secret, String language,
        List<String> events, List<String> branches, boolean enabled, int revision) {

    private static final int SHOWN_END = 4;

    boolean tellsOf(String event) {
        return this.events.isEmpty() || this.events.contains(event);
    }

    boolean concerns(Person person) {
        return this.branches.isEmpty() || this.branches.contains(person.branchId());
    }

    /** Enough of the address to know it by; its key stays hidden. */
    String shownUrl() {
        URI uri = URI.create(this.url);
        String port = (uri.getPort() >= 0) ? ":" + uri.getPort() : "";
        String end = this.url.substring(this.url.length() - Math.min(SHOWN_END, this.url.length()));
        return uri.getScheme() + "://" + uri.getHost() + port + "/\u2026" + end;
    }

    /** Where it goes, for the record. */
    String host() {
        return URI.create(this.url).getHost();
    }

    /** A person whom a message names. */
    record Recipient(String account, String name) {

    }

}
