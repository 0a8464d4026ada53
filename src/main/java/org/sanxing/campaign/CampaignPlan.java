package org.sanxing.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.campaign.Campaign.State;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;

/**
 * A campaign as those see it who plan it: guards its own course from draft to closed.
 *
 * @param participants accounts; empty in a draft that will name everybody
 */
record CampaignPlan(Campaign campaign, String notice, Set<String> participants, Instant createdAt, Instant changedAt,
        String changedBy) {

    static CampaignPlan draft(CampaignContent content, String actor, Instant now) {
        // At revision 0 once it says something.
        Campaign empty = new Campaign(Ids.next(), "", State.DRAFT, content.opens(), content.closes(), List.of(),
                List.of(), -1);
        return new CampaignPlan(empty, "", Set.of(), now, now, actor).saying(content, actor, now);
    }

    /**
     * Changes what it says. Once open its categories stay, because materials name them,
     * and so do the participants who have begun.
     * @param expected revision that the change was made on; null where the person does
     * not say
     * @param begun accounts that have begun a material
     */
    CampaignPlan change(CampaignContent content, @Nullable Integer expected, Set<String> begun, String actor,
            Instant now) {
        boolean open = this.campaign.state() == State.OPEN;
        if (!open && this.campaign.state() != State.DRAFT) {
            throw conflict("campaign-closed");
        }
        if (expected != null && expected != this.campaign.revision()) {
            throw conflict("campaign-changed-meanwhile");
        }
        List<FieldError> errors = new ArrayList<>();
        if (open) {
            Set<String> kept = content.categories().stream().map(CampaignContent.Line::id).collect(Collectors.toSet());
            this.campaign.categories()
                .stream()
                .filter((category) -> !kept.contains(category.id()))
                .forEach((category) -> errors
                    .add(FieldError.of("categories", "campaign-category-in-use", category.name())));
        }
        Set<String> named = content.participants();
        if (named != null && !named.isEmpty() && !named.containsAll(begun)) {
            errors.add(FieldError.of("participants", "campaign-participant-began"));
        }
        if (open && named != null && named.isEmpty()) {
            errors.add(FieldError.of("participants", "campaign-participant-required"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return saying(content, actor, now);
    }

    /**
     * Opens it.
     * @param staff who owes a material where the campaign names nobody
     */
    CampaignPlan open(Collection<String> staff, LocalDate today, String actor, Instant now) {
        if (this.campaign.state() != State.DRAFT) {
            throw conflict("campaign-not-draft");
        }
        if (this.campaign.closes().isBefore(today)) {
            throw conflict("campaign-over");
        }
        return in(State.OPEN, this.participants.isEmpty() ? Set.copyOf(staff) : this.participants, actor, now);
    }

    CampaignPlan close(String actor, Instant now) {
        if (this.campaign.state() != State.OPEN) {
            throw conflict("campaign-not-open");
        }
        return in(State.CLOSED, this.participants, actor, now);
    }

    private CampaignPlan saying(CampaignContent content, String actor, Instant now) {
        Set<String> known = this.campaign.categories()
            .stream()
            .map(Campaign.Category::id)
            .collect(Collectors.toCollection(HashSet::new));
        List<Campaign.Category> categories = new ArrayList<>();
        for (CampaignContent.Line line : content.categories()) {
            if (line.id() != null && !known.remove(line.id())) {
                throw new InvalidInput(line.field(), "campaign-category-unknown", line.name());
            }
            categories.add(new Campaign.Category((line.id() != null) ? line.id() : Ids.next(), line.name()));
        }
        Campaign said = new Campaign(this.campaign.id(), content.title(), this.campaign.state(), content.opens(),
                content.closes(), List.copyOf(categories), List.copyOf(content.milestones()),
                this.campaign.revision() + 1);
        return new CampaignPlan(said, content.notice(),
                (content.participants() != null) ? content.participants() : this.participants, this.createdAt, now,
                actor);
    }

    private CampaignPlan in(State state, Set<String> participants, String actor, Instant now) {
        Campaign moved = new Campaign(this.campaign.id(), this.campaign.title(), state, this.campaign.opens(),
                this.campaign.closes(), this.campaign.categories(), this.campaign.milestones(),
                this.campaign.revision() + 1);
        return new CampaignPlan(moved, this.notice, participants, this.createdAt, now, actor);
    }

    private Conflict conflict(String code) {
        return new Conflict(code).in(this.campaign.state().id()).by(this.changedBy, this.changedAt);
    }

}
