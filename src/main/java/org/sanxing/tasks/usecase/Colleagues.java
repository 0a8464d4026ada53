package org.sanxing.tasks.usecase;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/**
 * To whom a task may go: any active person but an administrator, and but the one whom it
 * concerns (api.md, Tasks).
 */
@Component
class Colleagues {

    static final String FIELD = "to";

    private static final int MOST = 20;

    static final int REASON_LENGTH = 2000;

    private final Organization organization;

    Colleagues(Organization organization) {
        this.organization = organization;
    }

    /**
     * @param but accounts that have it already
     * @throws InvalidInput where there is no such person, or they have it already
     * @throws Forbidden where they may not have it
     */
    Person one(@Nullable String account, WorkItem item, Set<String> but) {
        return several((account != null) ? List.of(account) : List.of(), item, but).get(0);
    }

    List<Person> several(List<String> accounts, WorkItem item, Set<String> but) {
        Set<String> wanted = new LinkedHashSet<>();
        accounts.stream().map(Texts::strip).filter((account) -> !account.isEmpty()).forEach(wanted::add);
        if (wanted.isEmpty()) {
            throw new InvalidInput(FIELD, "task-person-required");
        }
        if (wanted.size() > MOST) {
            throw new InvalidInput(FIELD, "too-many-people", MOST);
        }
        Map<String, Person> known = this.organization
            .findAll(wanted.stream().filter((account) -> controlCharacter(account) == null).toList());
        List<FieldError> errors = new ArrayList<>();
        for (String account : wanted) {
            Person person = known.get(account);
            if (person == null) {
                errors.add(FieldError.of(FIELD, "unknown-person", account));
            }
            else if (!person.active()) {
                errors.add(FieldError.of(FIELD, "person-left", person.name()));
            }
            else if (but.contains(account)) {
                errors.add(FieldError.of(FIELD, "has-it-already", person.name()));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        for (String account : wanted) {
            String name = known.get(account).name();
            if (account.equals(item.excluded()) || account.equals(item.author())) {
                throw new Forbidden("to-person-concerned", name);
            }
            if (this.organization.rolesOf(account).stream().anyMatch(Role::ofAdministrators)) {
                throw new Forbidden("to-administrator", name);
            }
        }
        return wanted.stream().map(known::get).toList();
    }

    /**
     * A reason as it is kept: null where it is blank.
     * @throws InvalidInput where it is too long
     */
    static @Nullable String reason(@Nullable String text) {
        if (Texts.isBlank(text)) {
            return null;
        }
        String stripped = Texts.strip(text).replace("\r\n", "\n").replace('\r', '\n');
        if (stripped.codePointCount(0, stripped.length()) > REASON_LENGTH) {
            throw new InvalidInput("reason", "longer-than", REASON_LENGTH);
        }
        String control = controlCharacter(stripped);
        if (control != null) {
            throw new InvalidInput("reason", "task-control-character", control);
        }
        return stripped;
    }

    /**
     * The first character that cannot be kept: a control character other than tab and
     * line end, or half of a pair of surrogates; null where there is none.
     */
    private static @Nullable String controlCharacter(String text) {
        return text.codePoints()
            .filter((point) -> (Character.getType(point) == Character.CONTROL && point != '\t' && point != '\n')
                    || Character.getType(point) == Character.SURROGATE)
            .mapToObj((point) -> String.format(Locale.ROOT, "U+%04X", point))
            .findFirst()
            .orElse(null);
    }

    static String needed(@Nullable String text) {
        String reason = reason(text);
        if (reason == null) {
            throw new InvalidInput("reason", "task-reason-required");
        }
        return reason;
    }

}
