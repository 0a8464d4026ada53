package org.sanxing.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Texts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The names of all the accounts of an answer, asked for at once. */
@Component
class Names {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern IN_BRACKETS = Pattern.compile("[(（]([^()（）]+)[)）]$");

    private final ObjectProvider<PersonNames> people;

    private final ObjectProvider<ObjectNames> objects;

    private final MessageSource messages;

    Names(ObjectProvider<PersonNames> people, ObjectProvider<ObjectNames> objects, MessageSource messages) {
        this.people = people;
        this.objects = objects;
        this.messages = messages;
    }

    /** A person as the API writes one. */
    record Person(String account, String name) {

        /** As the field of a search shows one, and reads one. */
        public String typed() {
            return this.name.equals(this.account) ? this.account : this.name + " (" + this.account + ")";
        }

    }

    /**
     * Who is meant by an account, by both as {@link Person#typed} has them, by a name, a
     * part of it or its initials; nobody where none has such a one.
     */
    List<Person> meant(String typed) {
        String text = Texts.strip(typed);
        Matcher brackets = IN_BRACKETS.matcher(text);
        for (String account : brackets.find() ? List.of(text, brackets.group(1)) : List.of(text)) {
            Known known = of(List.of(account));
            if (known.names().containsKey(account)) {
                return List.of(new Person(account, known.name(account)));
            }
        }
        Person system = new Person(AuditRecord.SYSTEM, of(List.of()).name(AuditRecord.SYSTEM));
        PersonNames source = this.people.getIfAvailable();
        List<Person> found = Stream
            .concat((source == null) ? Stream.of()
                    : source.found(text.toLowerCase(Locale.ROOT))
                        .entrySet()
                        .stream()
                        .map((one) -> new Person(one.getKey(), one.getValue())),
                    Stream.of(system).filter((one) -> one.name().contains(text)))
            .toList();
        List<Person> exactly = found.stream().filter((one) -> one.name().equals(text)).toList();
        return exactly.isEmpty() ? found : exactly;
    }

    /** Whether the details of events under the key name people. */
    boolean isPerson(String key) {
        return this.messages.getMessage("trace.person." + key, null, null, LocaleContextHolder.getLocale()) != null;
    }

    /** Whether it may be the id of something that has a name. */
    static boolean isId(@Nullable Object content) {
        return content instanceof String text && ID.matcher(text).matches();
    }

    /**
     * @param accounts of people, and ids of other things
     */
    Known of(Collection<String> accounts) {
        Set<String> wanted = accounts.stream()
            .filter((account) -> account != null && !AuditRecord.SYSTEM.equals(account))
            .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> names = new HashMap<>();
        PersonNames source = this.people.getIfAvailable();
        if (source != null && !wanted.isEmpty()) {
            names.putAll(source.namesOf(wanted));
        }
        Set<String> ids = wanted.stream().filter(Names::isId).collect(Collectors.toSet());
        if (!ids.isEmpty()) {
            this.objects.forEach((known) -> names.putAll(known.namesOf(ids)));
        }
        names.put(AuditRecord.SYSTEM,
                this.messages.getMessage("audit.actor.system", null, LocaleContextHolder.getLocale()));
        return new Known(names);
    }

    record Known(Map<String, String> names) {

        public String name(String account) {
            return this.names.getOrDefault(account, account);
        }

        @Nullable Person person(@Nullable String account) {
            return (account != null) ? new Person(account, name(account)) : null;
        }

    }

}
