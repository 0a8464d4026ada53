package org.sanxing.tasks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.DomainEvent;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Who is who in the cases of a process, and what is told of them: the words that a
 * diagram uses in the properties {@code event} and {@code to} of its {@code ${tell}}. A
 * module contributes one for each of its processes.
 *
 * @param <C> a case, read once for all that is told at one step
 */
public abstract class CaseParties<C> {

    private final String process;

    private final Means means;

    private final Map<String, Function<C, ? extends Collection<String>>> roles = new LinkedHashMap<>();

    private final Map<String, BiFunction<C, Collection<String>, Notice>> notices = new LinkedHashMap<>();

    private final Map<String, BiConsumer<C, Collection<String>>> records = new LinkedHashMap<>();

    /**
     * @param process its key
     */
    protected CaseParties(String process, Means means) {
        this.process = process;
        this.means = means;
    }

    /** The case with a business key. */
    protected abstract C find(String businessKey);

    protected final void role(String name, Function<C, ? extends Collection<String>> people) {
        this.roles.put(name, people);
    }

    protected final void notice(String event, BiFunction<C, Collection<String>, Notice> notice) {
        this.notices.put(event, notice);
    }

    /**
     * @param told puts on record that these people were told
     */
    protected final void notice(String event, BiFunction<C, Collection<String>, Notice> notice,
            BiConsumer<C, Collection<String>> told) {
        notice(event, notice);
        this.records.put(event, told);
    }

    public final String process() {
        return this.process;
    }

    public final Set<String> roles() {
        return this.roles.keySet();
    }

    public final Set<String> events() {
        return this.notices.keySet();
    }

    final void tell(String businessKey, String event, Collection<String> to) {
        C about = find(businessKey);
        Set<String> told = new LinkedHashSet<>();
        to.forEach((role) -> told.addAll(known(this.roles, role).apply(about)));
        this.means.notifications.notify(known(this.notices, event).apply(about, told));
        this.records.getOrDefault(event, (one, people) -> {
        }).accept(about, told);
    }

    private <T> T known(Map<String, T> words, String word) {
        T found = words.get(word);
        if (found == null) {
            throw new IllegalStateException(this.process + " cannot tell '" + word + "'");
        }
        return found;
    }

    /** See {@link Tasks#peopleBehind}. */
    protected final Set<String> behind(String holder, String kind, @Nullable String campaignId,
            @Nullable String excluded) {
        return this.means.tasks.peopleBehind(holder, kind, campaignId, excluded);
    }

    protected final String name(String account) {
        return this.means.organization.find(account).map(Person::name).orElse(account);
    }

    protected final Tasks tasks() {
        return this.means.tasks;
    }

    protected final Organization organization() {
        return this.means.organization;
    }

    protected final void publish(DomainEvent event) {
        this.means.events.publishEvent(event);
    }

    /** What all of them need. */
    @Component
    public static class Means {

        private final Tasks tasks;

        private final Organization organization;

        private final Notifications notifications;

        private final ApplicationEventPublisher events;

        Means(Tasks tasks, Organization organization, Notifications notifications, ApplicationEventPublisher events) {
            this.tasks = tasks;
            this.organization = organization;
            this.notifications = notifications;
            this.events = events;
        }

    }

}
