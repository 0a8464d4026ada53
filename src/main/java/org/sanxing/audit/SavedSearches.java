package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Rows;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;

import org.springframework.jdbc.core.simple.JdbcClient;

/** An auditor's own event searches, by name. */
@UseCase
class SavedSearches {

    private static final int LONGEST_NAME = 100;

    private static final int MOST = 50;

    private final JdbcClient jdbc;

    private final Clock clock;

    SavedSearches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record SavedSearch(String id, String name, Map<String, String> query, Instant createdAt) {

        public String link() {
            return "/trace/events" + EventQuery.of(this.query).string();
        }

    }

    /** By name. */
    public List<SavedSearch> of(String account) {
        return this.jdbc.sql("select id, name, query, created_at from audit_search where account = ? order by name, id")
            .param(account)
            .query(Rows.of(SavedSearch.class))
            .list();
    }

    /**
     * @throws InvalidInput where the name is missing or too long, or nothing is asked for
     * @throws Conflict where there are too many
     */
    SavedSearch add(String account, @Nullable String name, EventQuery query) {
        String stripped = Texts.strip(name);
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw new InvalidInput("name", "audit-search-name", LONGEST_NAME);
        }
        if (!query.filters()) {
            throw new InvalidInput("query", "audit-search-empty");
        }
        if (of(account).size() >= MOST) {
            throw new Conflict("audit-searches-full", MOST);
        }
        SavedSearch made = new SavedSearch(Ids.next(), stripped, query.parameters(), this.clock.instant());
        Rows.insert(this.jdbc, "audit_search", "id, account, name, query, created_at", made.id(), account, made.name(),
                made.query(), made.createdAt());
        return made;
    }

    /**
     * @throws NotFound where it is not there, or somebody else's
     */
    void remove(String account, String id) {
        if (Rows.update(this.jdbc, "delete from audit_search where id = ? and account = ?", id, account) == 0) {
            throw new NotFound("audit-search");
        }
    }

}
