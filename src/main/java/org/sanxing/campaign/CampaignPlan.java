package org.sanxing.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.campaign.Campaign.State;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;

/**
 * A campaign as those see it who plan it: guards its own course from draft to closed.
 */
final class CampaignPlan {

    private final String id;

    private final Instant createdAt;

    private String title;

    private String notice;

    private State state;

    private LocalDate opens;

    private LocalDate closes;

    private List<Campaign.Category> categories;

    private List<Campaign.Milestone> milestones;

    private Set<String> participants;

    private Instant changedAt;

    private String changedBy;

    private int revision;

    /** As it lies in the database. */
    CampaignPlan(Campaign campaign, String notice, Collection<String> participants, Instant createdAt,
            Instant changedAt, String changedBy) {
        this.id = campaign.id();
        this.title = campaign.title();
        this.notice = notice;
        this.state = campaign.state();
        this.opens = campaign.opens();
        this.closes = campaign.closes();
        this.categories = campaign.categories();
        this.milestones = campaign.milestones();
        this.participants = new LinkedHashSet<>(participants);
        this.createdAt = createdAt;
        this.changedAt = changedAt;
        this.changedBy = changedBy;
        this.revision = campaign.revision();
    }

    static CampaignPlan draft(CampaignContent content, String actor, Instant now) {
        Campaign empty = new Campaign(Ids.next(), "", State.DRAFT, content.opens(), content.closes(), List.of(),
                List.of(), 0);
        CampaignPlan plan = new CampaignPlan(empty, "", Set.of(), now, now, actor);
        plan.take(content);
        return plan;
    }

    /**
     * Changes what it says. Once open its categories stay, because materials name them,
     * and so do the participants who have begun.
     * @param expected revision that the change was made on; null where the person does
     * not say
     * @param begun accounts that have begun a material
     */
    void change(CampaignContent content, @Nullable Integer expected, Set<String> begun, String actor, Instant now) {
        if (this.state != State.DRAFT && this.state != State.OPEN) {
            throw conflict("campaign-closed");
        }
        if (expected != null && expected != this.revision) {
            throw conflict("campaign-changed-meanwhile");
        }
        List<FieldError> errors = new ArrayList<>();
        if (this.state == State.OPEN) {
            Set<String> kept = new LinkedHashSet<>();
            content.categories().stream().filter((line) -> line.id() != null).forEach((line) -> kept.add(line.id()));
            this.categories.stream()
                .filter((category) -> !kept.contains(category.id()))
                .forEach((category) -> errors
                    .add(FieldError.of("categories", "campaign-category-in-use", category.name())));
        }
        Set<String> named = content.participants();
        if (named != null && !named.isEmpty() && !named.containsAll(begun)) {
            errors.add(FieldError.of("participants", "campaign-participant-began"));
        }
        if (this.state == State.OPEN && named != null && named.isEmpty()) {
            errors.add(FieldError.of("participants", "campaign-participant-required"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        take(content);
        touch(actor, now);
    }

    /**
     * Opens it.
     * @param staff who owes a material where the campaign names nobody
     */
    void open(Collection<String> staff, LocalDate today, String actor, Instant now) {
        if (this.state != State.DRAFT) {
            throw conflict("campaign-not-draft");
        }
        if (this.closes.isBefore(today)) {
            throw conflict("campaign-over");
        }
        if (this.participants.isEmpty()) {
            this.participants = new LinkedHashSet<>(staff);
        }
        this.state = State.OPEN;
        touch(actor, now);
    }

    void close(String actor, Instant now) {
        if (this.state != State.OPEN) {
            throw conflict("campaign-not-open");
        }
        this.state = State.CLOSED;
        touch(actor, now);
    }

    private void take(CampaignContent content) {
        Map<String, Campaign.Category> known = new HashMap<>();
        this.categories.forEach((category) -> known.put(category.id(), category));
        List<Campaign.Category> next = new ArrayList<>();
        for (CampaignContent.Line line : content.categories()) {
            if (line.id() != null && known.remove(line.id()) == null) {
                throw new InvalidInput(line.field(), "campaign-category-unknown", line.name());
            }
            next.add(new Campaign.Category((line.id() != null) ? line.id() : Ids.next(), line.name()));
        }
        this.title = content.title();
        this.notice = content.notice();
        this.opens = content.opens();
        this.closes = content.closes();
        this.categories = List.copyOf(next);
        this.milestones = List.copyOf(content.milestones());
        if (content.participants() != null) {
            this.participants = new LinkedHashSet<>(content.participants());
        }
    }

    private void touch(String actor, Instant now) {
        this.changedAt = now;
        this.changedBy = actor;
        this.revision++;
    }

    private Conflict conflict(String code) {
        return new Conflict(code).in(this.state.id()).by(this.changedBy, this.changedAt);
    }

    Campaign campaign() {
        return new Campaign(this.id, this.title, this.state, this.opens, this.closes, this.categories, this.milestones,
                this.revision);
    }

    String id() {
        return this.id;
    }

    String notice() {
        return this.notice;
    }

    State state() {
        return this.state;
    }

    /** Accounts; empty in a draft that will name everybody. */
    Set<String> participants() {
        return Set.copyOf(this.participants);
    }

    Instant createdAt() {
        return this.createdAt;
    }

    Instant changedAt() {
        return this.changedAt;
    }

    String changedBy() {
        return this.changedBy;
    }

}
