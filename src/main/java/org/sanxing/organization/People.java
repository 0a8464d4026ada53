package org.sanxing.organization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Pinyin;
import org.sanxing.common.Texts;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the colleague that somebody means, for the field
 * {@code organization/_person-field} and for scripts: active staff, never one of the
 * three administrators.
 */
@Component
@Transactional(readOnly = true)
public class People {

    /** How many a search offers. */
    public static final int OFFERED = 20;

    /** How many a page offers before anything is typed, for those without scripts. */
    public static final int LISTED = 200;

    private static final Pattern IN_BRACKETS = Pattern.compile("[(（]([^()（）]+)[)）]\\s*$");

    private static final Pattern BETWEEN = Pattern.compile("[;；\\n]");

    private final Organization organization;

    People(Organization organization) {
        this.organization = organization;
    }

    /**
     * By department and name. Two statements.
     * @param q part of a name, an account or a department's name; null or blank for all
     * @param without accounts that are not offered
     */
    public List<Choice> search(@Nullable String q, Set<String> without, int limit) {
        return search(this.organization.staff().stream().filter((person) -> !without.contains(person.account())), q,
                limit);
    }

    /**
     * The same among administrators and leavers too, by account: to look for what they
     * did.
     */
    List<Choice> searchEverybody(@Nullable String q, int limit) {
        return search(this.organization.everybody().stream(), q, limit);
    }

    private List<Choice> search(Stream<Person> people, @Nullable String q, int limit) {
        String wanted = (q != null) ? Texts.strip(q).toLowerCase(Locale.ROOT) : "";
        return people.map(this::choice)
            .filter((choice) -> wanted.isEmpty() || choice.typed().toLowerCase(Locale.ROOT).contains(wanted)
                    || choice.post().contains(wanted) || Pinyin.initials(choice.name()).startsWith(wanted))
            .limit(limit)
            .toList();
    }

    /**
     * The account that is meant by what the field sent: as it offered it, the account
     * alone, or a name that only one has. Whether the person may have it is for the use
     * case to say: what is meant by nobody comes back as it was typed.
     * @return null where nothing was typed
     */
    public @Nullable String account(@Nullable String typed) {
        if (Texts.isBlank(typed)) {
            return null;
        }
        String text = Texts.strip(typed);
        if (this.organization.find(text).isPresent()) {
            return text;
        }
        List<Person> named = this.organization.staff().stream().filter((one) -> one.name().equals(text)).toList();
        if (named.size() == 1) {
            return named.get(0).account();
        }
        // A name may have brackets of its own: what was offered comes last.
        Matcher brackets = IN_BRACKETS.matcher(text);
        return brackets.find() ? Texts.strip(brackets.group(1)) : text;
    }

    /**
     * Several persons: of several fields, or with a semicolon between them; each once, in
     * the order in which they were typed.
     */
    public List<String> accounts(@Nullable List<@Nullable String> typed) {
        Set<String> accounts = new LinkedHashSet<>();
        for (String field : Objects.requireNonNullElse(typed, new ArrayList<@Nullable String>())) {
            for (String one : BETWEEN.split(Objects.requireNonNullElse(field, ""))) {
                Optional.ofNullable(account(one)).ifPresent(accounts::add);
            }
        }
        return List.copyOf(accounts);
    }

    /**
     * The same, where the name of a section stands for all who are in it.
     * @param without of a section, those who are left out
     */
    public List<String> accounts(@Nullable List<@Nullable String> typed, Set<String> without) {
        Set<String> accounts = new LinkedHashSet<>();
        for (String one : accounts(typed)) {
            List<String> section = section(one).map(Person::account).filter((each) -> !without.contains(each)).toList();
            accounts.addAll(section.isEmpty() ? List.of(one) : section);
        }
        return List.copyOf(accounts);
    }

    /** The sections that have somebody, with how many. */
    public Map<String, Long> sections(@Nullable String q) {
        String wanted = (q != null) ? Texts.strip(q).toLowerCase(Locale.ROOT) : "";
        Map<String, Long> sections = new LinkedHashMap<>();
        for (Department department : this.organization.departments()) {
            long people = section(department.name()).count();
            if (people > 1
                    && (department.name().contains(wanted) || Pinyin.initials(department.name()).startsWith(wanted))) {
                sections.put(department.name(), people);
            }
        }
        return sections;
    }

    private Stream<Person> section(String name) {
        Set<String> meant = this.organization.departments()
            .stream()
            .filter((department) -> department.name().equals(name))
            .map(Department::id)
            .collect(Collectors.toSet());
        return this.organization.staff().stream().filter((person) -> meant.contains(person.departmentId()));
    }

    /** What the field shows for an account, typed or known. */
    public @Nullable String typed(@Nullable String account) {
        if (Texts.isBlank(account)) {
            return null;
        }
        return this.organization.find(account).map((person) -> choice(person).typed()).orElse(account);
    }

    private Choice choice(Person person) {
        return new Choice(person.account(), person.name(),
                Optional.ofNullable(person.departmentId())
                    .flatMap(this.organization::department)
                    .map(Department::name)
                    .orElse(null),
                person.post());
    }

    /** Somebody who can be chosen. */
    public record Choice(String account, String name, @Nullable String department, String post) {

        /** What the field holds once this one is chosen. */
        public String typed() {
            return this.name + ((this.department != null) ? " · " + this.department : "") + " (" + this.account + ")";
        }

    }

}
