package org.sanxing.reflection;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.sanxing.tasks.Tasks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may read a material, whom it has come to, and who opened it; of the latter two rows
 * are only added. It is read (domain.md, Who may read what) by its author; and once it
 * was submitted by the reviewers it has reached, those who stand in for the one who has
 * it now, the committee of the author's branch and the auditor. A draft is its author's
 * alone.
 */
@Component
public class ReflectionReaders {

    private final JdbcClient jdbc;

    private final Organization organization;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReflectionReaders(JdbcClient jdbc, Organization organization, Tasks tasks, ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    public boolean mayRead(Reflection reflection, String account) {
        if (account.equals(reflection.author())) {
            return true;
        }
        if (!reflection.isSubmitted()) {
            return false;
        }
        return this.organization.rolesOf(account).contains(Role.AUDITOR)
                || (reflection.branchId() != null
                        && this.organization.committeesOf(account).contains(reflection.branchId()))
                || hasReached(reflection.id(), account) || this.tasks.isWith(reflection.id(), account);
    }

    /**
     * Whether the person files it: the committee that collects it, but for the author.
     */
    public boolean mayFile(Reflection reflection, String account) {
        return reflection.isSubmitted() && !account.equals(reflection.author()) && reflection.branchId() != null
                && this.organization.committeesOf(account).contains(reflection.branchId());
    }

    /**
     * @throws NotFound where the person may not see it: as if it did not exist
     */
    public void requireReader(Reflection reflection, String account) {
        if (!mayRead(reflection, account)) {
            throw new NotFound("reflection");
        }
    }

    /**
     * @throws NotFound where the person may not see it
     * @throws Forbidden where the person may read it but did not write it
     */
    public void requireAuthor(Reflection reflection, String account) {
        requireReader(reflection, account);
        if (!account.equals(reflection.author())) {
            throw new Forbidden("not-your-reflection");
        }
    }

    /**
     * The material has come to a person, who may read it from now on.
     * @param way in which it came, e.g. the kind of the task, or the level of review
     */
    @Transactional
    public void reached(String reflectionId, String account, String way) {
        this.jdbc.sql("""
                insert into reflection_reviewer (reflection_id, account, level_id, assigned_at, created_at)
                select r.id, :account, :way, :at, r.created_at from reflection r where r.id = :reflection
                and not exists (select 1 from reflection_reviewer
                    where reflection_id = :reflection and account = :account and level_id = :way)""")
            .param("reflection", reflectionId)
            .param("account", account)
            .param("way", way)
            .param("at", Sql.time(this.clock.instant()))
            .update();
    }

    private boolean hasReached(String reflectionId, String account) {
        return this.jdbc.sql("select count(*) from reflection_reviewer where reflection_id = ? and account = ?")
            .params(reflectionId, account)
            .query(Integer.class)
            .single() > 0;
    }

    /**
     * Somebody opened a version, which is put on record; not where the reader is the
     * author.
     */
    @Transactional
    public void opened(Reflection reflection, String reader, int version) {
        if (!reader.equals(reflection.author())) {
            Rows.insert(this.jdbc, "reflection_reading", "id, reflection_id, account, version, read_at", Ids.next(),
                    reflection.id(), reader, version, this.clock.instant());
            this.events.publishEvent(new ReflectionEvent.Read(reflection.id(), reader, version));
        }
    }

    /** Who opened it, how often and when last, the latest first. */
    public List<Reader> of(String reflectionId) {
        return this.jdbc.sql("""
                select account, count(*) as times, max(version) as version, max(read_at) as last_at
                from reflection_reading where reflection_id = :id group by account order by max(read_at) desc""")
            .param("id", reflectionId)
            .query(Reader.class)
            .list();
    }

    /**
     * @param version the newest that was opened
     */
    public record Reader(String account, int times, int version, Instant lastAt) {

    }

}
