package org.sanxing.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;

import org.springframework.context.ApplicationEventPublisher;

/** The system administrator keeps the receivers of the organ. */
@UseCase
class KeepChannels {

    private static final int LONGEST_NAME = 100;

    private static final int LONGEST_URL = 1000;

    private static final int SHORTEST_SECRET = 8;

    private static final int LONGEST_SECRET = 200;

    private final NoticeChannels channels;

    private final Outbox outbox;

    private final KnownEvents known;

    private final Organization organization;

    private final Administrators administrators;

    private final ApplicationEventPublisher events;

    KeepChannels(NoticeChannels channels, Outbox outbox, KnownEvents known, Organization organization,
            Administrators administrators, ApplicationEventPublisher events) {
        this.channels = channels;
        this.outbox = outbox;
        this.known = known;
        this.organization = organization;
        this.administrators = administrators;
        this.events = events;
    }

    NoticeChannel add(String actor, @Nullable String kind, Details details) {
        this.administrators.require(actor);
        List<FieldError> errors = new ArrayList<>();
        Channel chosen = Channel.byId(kind).filter((one) -> one != Channel.MAIL).orElse(null);
        if (chosen == null) {
            errors.add(FieldError.of("kind", "notice-kind"));
        }
        NoticeChannel checked = checked(Ids.next(), chosen, details, null, errors);
        this.channels.insert(checked);
        this.events.publishEvent(ChannelEvent.added(actor, checked));
        return get(checked.id());
    }

    /**
     * @param details an address or secret that is left empty stays as it is
     * @param revision that the caller saw; null for whichever there is
     */
    NoticeChannel change(String actor, String id, Details details, @Nullable Integer revision) {
        this.administrators.require(actor);
        NoticeChannel before = get(id);
        NoticeChannel after = checked(id, before.kind(), details, before, new ArrayList<>());
        this.channels.update(after, revision);
        int dropped = after.enabled() ? 0 : this.outbox.dropFor(id, "switched off");
        this.events.publishEvent(ChannelEvent.changed(actor, before, after, dropped));
        return get(id);
    }

    void remove(String actor, String id) {
        this.administrators.require(actor);
        NoticeChannel channel = get(id);
        this.channels.delete(id);
        this.events.publishEvent(ChannelEvent.removed(actor, channel, this.outbox.dropFor(id, "receiver removed")));
    }

    void tested(String actor, NoticeChannel channel, boolean ok) {
        this.events.publishEvent(ChannelEvent.tested(actor, channel, ok));
    }

    NoticeChannel get(String id) {
        return this.channels.find(id).orElseThrow(() -> new NotFound("channel"));
    }

    private NoticeChannel checked(String id, @Nullable Channel kind, Details details, @Nullable NoticeChannel before,
            List<FieldError> errors) {
        String name = trimmed(details.name());
        if (name.isEmpty()) {
            errors.add(FieldError.of("name", "needed"));
        }
        else if (name.length() > LONGEST_NAME) {
            errors.add(FieldError.of("name", "longer-than", LONGEST_NAME));
        }
        else if (name.codePoints().anyMatch(Character::isISOControl)) {
            errors.add(FieldError.of("name", "notice-control-character"));
        }
        String url = trimmed(details.url());
        if (url.isEmpty() && before != null) {
            url = before.url();
        }
        else {
            checkUrl(url, errors);
        }
        String secret = secret(kind, trimmed(details.secret()), before, errors);
        String language = trimmed(details.language());
        if (!language.equals("zh") && !language.equals("en")) {
            errors.add(FieldError.of("language", "notice-language"));
        }
        List<String> chosen = chosen("events", "notice-event", details.events(), this.known::contains, errors);
        Set<String> there = this.organization.branches().stream().map(Branch::id).collect(Collectors.toSet());
        List<String> branches = chosen("branches", "notice-branch", details.branches(), there::contains, errors);
        if (!errors.isEmpty() || kind == null) {
            throw new InvalidInput(errors);
        }
        return new NoticeChannel(id, kind, name, url, secret, language, chosen, branches,
                Boolean.TRUE.equals(details.enabled()), (before != null) ? before.revision() : 0);
    }

    /** WeCom has none; the generic one is always signed; the robots may be. */
    private static @Nullable String secret(@Nullable Channel kind, String given, @Nullable NoticeChannel before,
            List<FieldError> errors) {
        if (kind == Channel.WECOM) {
            if (!given.isEmpty()) {
                errors.add(FieldError.of("secret", "notice-no-secret"));
            }
            return null;
        }
        if (given.isEmpty()) {
            String kept = (before != null) ? before.secret() : null;
            if (kept == null && kind == Channel.WEBHOOK) {
                errors.add(FieldError.of("secret", "notice-secret-needed"));
            }
            return kept;
        }
        if (given.length() < SHORTEST_SECRET || given.length() > LONGEST_SECRET
                || given.chars().anyMatch((letter) -> letter < 0x21 || letter > 0x7e)) {
            errors.add(FieldError.of("secret", "notice-secret", SHORTEST_SECRET, LONGEST_SECRET));
        }
        return given;
    }

    private static void checkUrl(String url, List<FieldError> errors) {
        if (url.isEmpty()) {
            errors.add(FieldError.of("url", "needed"));
            return;
        }
        if (url.length() > LONGEST_URL) {
            errors.add(FieldError.of("url", "longer-than", LONGEST_URL));
            return;
        }
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null) {
                errors.add(FieldError.of("url", "notice-url"));
            }
            else if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                errors.add(FieldError.of("url", "notice-url-parts"));
            }
            else if (uri.getPort() == 0 || uri.getPort() > 65535) {
                errors.add(FieldError.of("url", "notice-url"));
            }
        }
        catch (URISyntaxException ex) {
            errors.add(FieldError.of("url", "notice-url"));
        }
    }

    private static String trimmed(@Nullable String text) {
        return Texts.strip(text);
    }

    private static List<String> chosen(String field, String code, @Nullable List<String> given, Predicate<String> there,
            List<FieldError> errors) {
        List<String> chosen = (given != null) ? List.copyOf(new LinkedHashSet<>(given)) : List.of();
        chosen.stream().filter(there.negate()).forEach((one) -> errors.add(FieldError.of(field, code, one)));
        return chosen;
    }

    /**
     * What an administrator sets.
     *
     * @param events of which the receiver is told; empty or null for all
     * @param branches ids of branches; empty or null for all
     * @param enabled null for no, which is what a form sends of a box without a tick
     */
    record Details(@Nullable String name, @Nullable String url, @Nullable String secret, @Nullable String language,
            @Nullable List<String> events, @Nullable List<String> branches, @Nullable Boolean enabled) {

    }

}
