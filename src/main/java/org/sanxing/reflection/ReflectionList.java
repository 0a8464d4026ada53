package org.sanxing.reflection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import org.sanxing.common.TextPieces;
import org.sanxing.common.Texts;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.organization.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists the materials that a person may read, the newest first. */
@Component
@Transactional(readOnly = true)
public class ReflectionList {

    private final JdbcClient jdbc;

    private final Organization organization;

    private final TextPieces pieces;

    ReflectionList(JdbcClient jdbc, Organization organization) {
        this.jdbc = jdbc;
        this.pieces = new TextPieces(jdbc);
        this.organization = organization;
    }

    /**
     * @param state id of a state; null for all
     * @param text looked for in titles and names of authors; null for all
     */
    public Page<Row> readableBy(String account, @Nullable String campaignId, @Nullable String state,
            @Nullable String text, int limit, @Nullable String cursor) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("account", account);
        List<String> ways = readable(account, parameters);
        StringBuilder sql = new StringBuilder();
        if (campaignId != null) {
            sql.append(" and r.campaign_id = :campaign");
            parameters.put("campaign", campaignId);
        }
        if (state != null) {
            sql.append(" and r.state = :state");
            parameters.put("state", state);
        }
        if (!Texts.isBlank(text)) {
            String wanted = Texts.strip(text).toLowerCase(Locale.ROOT);
            String named = " or r.author in (:authors)";
            sql.append(" and (position(:text in lower(r.title)) > 0" + named + ")"
                    + this.pieces.narrow("lower(r.title)", ":text", wanted, named));
            parameters.put("text", wanted);
            parameters.put("authors", authorsNamed(wanted));
        }
        Cursor.decode(cursor, 2).ifPresent((after) -> {
            sql.append(" and (r.created_at, r.id) < (:at, :id)");
            parameters.put("at", Sql.time(Cursor.value(after.get(0), Instant::parse)));
            parameters.put("id", after.get(1));
        });
        String first = " order by r.created_at desc, r.id desc fetch first " + (limit + 1) + " rows only";
        // The first of each way, and of these the first: an index finds each way's.
        String all = ways.stream()
            .map((way) -> "(select r.* from reflection r" + way + sql
                    + (way.contains(" reflection_reviewer v ") ? first.replace("r.created_at", "v.created_at") : first)
                    + ")")
            .collect(Collectors.joining(" union all "));
        List<Material> found = this.jdbc.sql("select r.* from (" + all + ") r" + first)
            .params(parameters)
            .query(Material.class)
            .list();
        Page<Material> page = Page.of(found, limit, (row) -> List.of(row.createdAt().toString(), row.id()));
        Map<String, Person> people = this.organization.findAll(page.items().stream().map(Material::author).toList());
        return page.map((row) -> new Row(row.id(), row.campaignId(), row.title(), people.get(row.author()).ref(),
                row.state(), row.version(), row.createdAt(), row.changedAt()));
    }

    /**
     * The ways of {@link ReflectionReaders#mayRead} for many rows at once, each without
     * what is found by one before it.
     */
    private List<String> readable(String account, Map<String, Object> parameters) {
        Set<Role> roles = this.organization.rolesOf(account);
        if (roles.contains(Role.AUDITOR)) {
            return List.of(" where (r.author = :account or r.version > 0)");
        }
        List<String> ways = new ArrayList<>(List.of(" where r.author = :account"));
        String others = " where r.version > 0 and r.author <> :account";
        List<String> branches = List.copyOf(this.organization.committeesOf(account));
        String elsewhere = "";
        for (int i = 0; i < branches.size(); i++) {
            String branch = "r.branch_id = :branch" + i;
            parameters.put("branch" + i, branches.get(i));
            ways.add(others + " and " + branch);
            elsewhere += " and (" + branch + ") is not true";
        }
        // In the order of the list; of those who were reached in several ways, once.
        ways.add(" join reflection_reviewer v on v.reflection_id = r.id and v.account = :account" + others + elsewhere
                + " and not exists (select 1 from reflection_reviewer o where o.reflection_id = v.reflection_id"
                + " and o.account = v.account and o.level_id < v.level_id)");
        return ways;
    }

    /**
     * Accounts of those whose name has the text in it; never empty, for the sake of SQL.
     */
    private List<String> authorsNamed(String wanted) {
        Stream<String> named = this.organization.staff()
            .stream()
            .filter((person) -> person.name().toLowerCase(Locale.ROOT).contains(wanted))
            .map(Person::account);
        return Stream.concat(Stream.of(wanted), named).toList();
    }

    private record Material(String id, String campaignId, String title, String author, String state, int version,
            Instant createdAt, Instant changedAt) {

    }

    /** A material as the HTTP contract lists it. */
    public record Row(String id, String campaignId, String title, PersonRef author,
            @Schema(implementation = ReflectionState.class) String state, int version, Instant createdAt,
            Instant changedAt) {

    }

}
