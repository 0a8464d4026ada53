package org.sanxing.lookback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.springframework.stereotype.Component;

/**
 * What the committee of a branch, the party group and the auditor see of look-backs: what
 * is to come, and whether chance was fair. Nobody sees what is planned of their own
 * entries.
 */
@Component
class LookBackReading {

    private final LookBacks lookBacks;

    private final Organization organization;

    private final WorkingCalendar calendar;

    LookBackReading(LookBacks lookBacks, Organization organization, WorkingCalendar calendar) {
        this.lookBacks = lookBacks;
        this.organization = organization;
        this.calendar = calendar;
    }

    boolean mayRead(String account) {
        return seesAll(account) || !this.organization.committeesOf(account).isEmpty();
    }

    boolean seesAll(String account) {
        return this.organization.rolesOf(account)
            .stream()
            .anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup());
    }

    /**
     * @throws Forbidden for who is none of them
     */
    Page<LookBacks.Row> page(String account, LookBack.State state, int limit, @Nullable String cursor) {
        Set<String> branches = null;
        if (!seesAll(account)) {
            branches = this.organization.committeesOf(account);
            if (branches.isEmpty()) {
                throw new Forbidden("committee-only");
            }
        }
        return this.lookBacks.page(branches, account, state, limit, cursor);
    }

    /**
     * The policies of a branch and what was drawn by them.
     * @throws NotFound where there is no such branch
     * @throws Forbidden for who has nothing to do with it
     */
    Policies policies(String account, String branchId) {
        if (!seesAll(account) && !this.organization.committeesOf(account).contains(branchId)) {
            throw new Forbidden("committee-only");
        }
        if (this.organization.branch(branchId).isEmpty()) {
            throw new NotFound("branch");
        }
        boolean auditor = this.organization.rolesOf(account).contains(Role.AUDITOR);
        String now = Sample.quarter(this.calendar.today());
        List<DrawnSeed> seeds = this.lookBacks.seeds(branchId)
            .stream()
            .map((seed) -> new DrawnSeed(seed.id(), seed.quarter(), seed.digest(),
                    (auditor || !seed.quarter().equals(now)) ? seed.seed() : null, seed.drawnAt()))
            .toList();
        return new Policies(this.lookBacks.policy(branchId), this.lookBacks.policies(branchId), seeds,
                this.organization.committeesOf(account).contains(branchId));
    }

    /** What was drawn with a seed, but for one's own entries. */
    List<LookBacks.Draw> draws(DrawnSeed seed, String account) {
        return this.lookBacks.draws(seed.id()).stream().filter((draw) -> !draw.responsible().equals(account)).toList();
    }

    /**
     * @param policies all of them, the newest first
     * @param maySet whether the person is of the committee
     */
    record Policies(LookBackPolicy policy, List<LookBackPolicy> policies, List<DrawnSeed> seeds, boolean maySet) {

        /** Those who set them. */
        List<String> accounts() {
            return this.policies.stream().map((each) -> String.valueOf(each.changedBy())).toList();
        }

        public Optional<DrawnSeed> seed(@Nullable String quarter) {
            return this.seeds.stream().filter((seed) -> seed.quarter().equals(quarter)).findFirst();
        }

    }

    /**
     * @param seed null while its quarter lasts, for all but the auditor: who knew it
     * could tell beforehand what will be looked at
     */
    record DrawnSeed(@JsonIgnore String id, String quarter, String digest, @Nullable String seed, Instant drawnAt) {

    }

}
