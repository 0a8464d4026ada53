package org.sanxing.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deputations as people read them; the number of statements does not depend on theirs.
 */
@Component
@Transactional(readOnly = true)
class DeputationDirectory {

    private final JdbcDeputies deputies;

    private final Organization organization;

    private final Scopes scopes;

    DeputationDirectory(JdbcDeputies deputies, Organization organization, Scopes scopes) {
        this.deputies = deputies;
        this.organization = organization;
        this.scopes = scopes;
    }

    /** Those in which the person is the one or the other, the latest period first. */
    List<DeputationItem> of(String account, Locale locale) {
        return items(this.deputies.of(account), locale);
    }

    DeputationItem item(String id, Locale locale) {
        return items(this.deputies.find(id).stream().toList(), locale).get(0);
    }

    /** Everybody's, the latest last day first. */
    Page<DeputationItem> page(boolean open, @Nullable String cursor, int limit, Locale locale) {
        List<String> after = Cursor.decode(cursor, 2).orElse(null);
        Page<DeputationRow> page = Page.of(
                this.deputies.page(open, (after != null) ? Cursor.value(after.get(0), LocalDate::parse) : null,
                        (after != null) ? after.get(1) : null, limit + 1),
                limit, (row) -> List.of(row.deputation().until().toString(), row.deputation().id()));
        return new Page<>(items(page.items(), locale), page.next());
    }

    private List<DeputationItem> items(List<DeputationRow> rows, Locale locale) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, Person> people = this.organization.findAll(rows.stream()
            .flatMap((row) -> Stream.of(row.deputation().principal(), row.deputation().deputy(), row.namedBy(),
                    row.endedBy()))
            .distinct()
            .toList());
        List<DeputyScopes.Choice> kinds = this.scopes.kinds(locale);
        List<DeputyScopes.Choice> campaigns = this.scopes.campaigns();
        LocalDate today = this.deputies.today();
        return rows.stream().map((row) -> {
            Deputation deputation = row.deputation();
            return new DeputationItem(deputation.id(), ref(deputation.principal(), people),
                    ref(deputation.deputy(), people), deputation.from(), deputation.until(),
                    Scopes.named(deputation.kinds(), kinds), Scopes.named(deputation.campaigns(), campaigns),
                    row.on(today).id(), row.reason(), row.namedAt(), ref(row.namedBy(), people), row.endedAt(),
                    (row.endedBy() != null) ? ref(row.endedBy(), people) : null);
        }).toList();
    }

    private static PersonRef ref(String account, Map<String, Person> people) {
        Person person = people.get(account);
        return (person != null) ? person.ref() : new PersonRef(account, account);
    }

    /**
     * @param kinds empty for all
     * @param campaigns empty for all
     * @param state {@code now}, {@code later}, {@code over}, or {@code ended} before its
     * last day
     */
    record DeputationItem(String id, PersonRef principal, PersonRef deputy, LocalDate from, LocalDate until,
            List<Named> kinds, List<Named> campaigns, String state, @Nullable String reason, Instant namedAt,
            PersonRef namedBy, @Nullable Instant endedAt, @Nullable PersonRef endedBy) {

        public boolean open() {
            return this.state.equals("now") || this.state.equals("later");
        }

    }

}
