package org.sanxing.likeness;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.common.Rows;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which stretches the newest versions of materials have, by hash. However long a text is,
 * writing and asking are one statement each.
 */
@Component
class LikenessIndex {

    /**
     * The stretches that are asked for, as a table: with a list or {@code any} in the
     * condition H2 looks through the whole campaign. What is found is joined from the
     * left: PostgreSQL, before it knows how much there is, else begins with the campaign
     * and compares each of its stretches with each that is asked for.
     */
    private static final String WANTED = "unnest(cast(:hashes as bigint array)) as w(wanted)";

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    LikenessIndex(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /**
     * What the index has of a material becomes these: of a text that is sent again most
     * stretches stay. The caller holds its row.
     * @param first whether it has nothing of it
     */
    void put(Newest newest, Set<Long> fingerprints, boolean first) {
        List<Optional<Long>> before = first ? List.of() : this.jdbc.sql("""
                select f.hash from likeness_indexed i
                left join likeness_fingerprint f on f.reflection_id = i.reflection_id where i.reflection_id = ?""")
            .param(newest.reflectionId())
            .query((row, number) -> Optional.ofNullable(row.getObject("hash", Long.class)))
            .list();
        if (before.isEmpty()) {
            Rows.insert(this.jdbc, "likeness_indexed", "reflection_id, version, method", newest.reflectionId(),
                    newest.version(), Winnowing.METHOD);
        }
        else {
            Rows.update(this.jdbc, "update likeness_indexed set version = ?, method = ? where reflection_id = ?",
                    newest.version(), Winnowing.METHOD, newest.reflectionId());
        }
        Set<Long> had = before.stream().flatMap(Optional::stream).collect(Collectors.toSet());
        this.batch.batchUpdate("delete from likeness_fingerprint where reflection_id = ? and hash = ?",
                had.stream()
                    .filter((hash) -> !fingerprints.contains(hash))
                    .map((hash) -> new Object[] { newest.reflectionId(), hash })
                    .toList());
        Rows.insertAll(this.batch, "likeness_fingerprint", "reflection_id, campaign_id, author, hash",
                fingerprints.stream()
                    .filter((hash) -> !had.contains(hash))
                    .map((hash) -> new Object[] { newest.reflectionId(), newest.campaignId(), newest.author(), hash })
                    .toList());
    }

    /**
     * A material whose newest version is not in the index; its row is locked until the
     * transaction ends. Others that do the same skip it.
     */
    Optional<Newest> lockMissing() {
        return this.jdbc.sql("""
                select r.id as reflection_id, r.campaign_id, r.author, r.version from reflection r
                where r.version > 0 and not exists (select 1 from likeness_indexed i
                    where i.reflection_id = r.id and i.version = r.version and i.method = :method)
                order by r.created_at desc, r.id desc fetch first 1 row only for update skip locked""")
            .param("method", Winnowing.METHOD)
            .query(Newest.class)
            .optional();
    }

    /** How many other materials of a campaign have each of these stretches. */
    Map<Long, Integer> spread(String campaignId, String except, Set<Long> fingerprints) {
        Map<Long, Integer> spread = new HashMap<>();
        if (fingerprints.isEmpty()) {
            return spread;
        }
        this.jdbc.sql("select f.hash, count(*) as materials from " + WANTED + """
                 left join likeness_fingerprint f on f.campaign_id = :campaign and f.hash = w.wanted
                    and f.reflection_id <> :except
                group by f.hash having count(f.hash) > 0""")
            .param("campaign", campaignId)
            .param("except", except)
            .param("hashes", fingerprints.toArray(Long[]::new))
            .query((row) -> {
                spread.put(row.getLong("hash"), row.getInt("materials"));
            });
        return spread;
    }

    /**
     * Materials that share some of these stretches, those that share most first.
     * @param own whether those of the author in other campaigns are meant, not those of
     * others in this one
     */
    List<Shared> sharing(String reflectionId, String campaignId, String author, boolean own, Set<Long> fingerprints) {
        if (fingerprints.isEmpty()) {
            return List.of();
        }
        return this.jdbc
            .sql("select f.reflection_id, count(*) as stretches from " + WANTED
                    + " left join likeness_fingerprint f on "
                    + (own ? "f.author = :author and f.hash = w.wanted and f.campaign_id <> :campaign"
                            : "f.campaign_id = :campaign and f.hash = w.wanted and f.author <> :author")
                    + " and f.reflection_id <> :except group by f.reflection_id having count(f.hash) > 0"
                    + " order by stretches desc, f.reflection_id")
            .param("except", reflectionId)
            .param("author", author)
            .param("campaign", campaignId)
            .param("hashes", fingerprints.toArray(Long[]::new))
            .query(Shared.class)
            .list();
    }

    /** How many materials of a campaign were submitted. */
    int submitted(String campaignId) {
        return this.jdbc.sql("select count(*) from reflection where campaign_id = :campaign and version > 0")
            .param("campaign", campaignId)
            .query(Integer.class)
            .single();
    }

    /** The newest versions of some materials, in one statement. */
    Map<String, Written> newest(Collection<String> reflectionIds) {
        if (reflectionIds.isEmpty()) {
            return Map.of();
        }
        return this.jdbc.sql("""
                select r.id, r.campaign_id, r.created_at, v.content, v.submitted_at from reflection r
                join reflection_version v on v.reflection_id = r.id and v.number = r.version
                where r.id in (:ids)""")
            .param("ids", reflectionIds)
            .query(Written.class)
            .list()
            .stream()
            .collect(Collectors.toMap(Written::id, Function.identity()));
    }

    /** The newest version of a material. */
    record Newest(String reflectionId, String campaignId, String author, int version) {

    }

    record Shared(String reflectionId, int stretches) {

    }

    record Written(String id, String campaignId, String content, Instant createdAt, Instant submittedAt) {

    }

}
