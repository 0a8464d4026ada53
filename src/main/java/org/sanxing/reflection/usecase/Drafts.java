package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Rows;
import org.sanxing.forms.Forms;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.tasks.Tasks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an author has written so far; it may be incomplete. Each change is refused with
 * <ul>
 * <li>{@link NotFound} where the person may not see the material;</li>
 * <li>{@link Forbidden} where it is somebody else's;</li>
 * <li>{@link Conflict} where it is not with its author, or was saved meanwhile, with what
 * was saved;</li>
 * <li>{@link InvalidInput} where a field is too long, unknown or not text.</li>
 * </ul>
 * The revision is the one that the author saw; null leaves the check out.
 */
@Component
@Transactional
public class Drafts {

    private final ReflectionRepository reflections;

    private final ReflectionReaders readers;

    private final ReflectionForms forms;

    private final Forms validator;

    private final Campaigns campaigns;

    private final Organization organization;

    private final Tasks tasks;

    private final MessageSource messages;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    Drafts(ReflectionRepository reflections, ReflectionReaders readers, ReflectionForms forms, Forms validator,
            Campaigns campaigns, Organization organization, Tasks tasks, MessageSource messages, JdbcClient jdbc,
            ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.readers = readers;
        this.forms = forms;
        this.validator = validator;
        this.campaigns = campaigns;
        this.organization = organization;
        this.tasks = tasks;
        this.messages = messages;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Begins a material, one for each person and campaign.
     * @throws InvalidInput where there is no such campaign
     * @throws Forbidden where the campaign does not name the person
     * @throws Conflict where the campaign is not open, or the material exists, with its
     * id
     */
    public Reflection begin(String campaignId, String account) {
        Campaign campaign = this.campaigns.find(campaignId)
            .filter((found) -> found.state() != Campaign.State.DRAFT)
            .orElseThrow(() -> new InvalidInput("campaignId", "unknown-campaign"));
        if (!this.campaigns.names(campaign.id(), account)) {
            throw new Forbidden("not-named-by-campaign");
        }
        if (campaign.state() != Campaign.State.OPEN) {
            throw new Conflict("campaign-not-open").in(campaign.state().id());
        }
        this.reflections.findByCampaignIdAndAuthor(campaign.id(), account).ifPresent((existing) -> {
            throw new Conflict("reflection-exists").in(existing.state().id()).with("id", existing.id());
        });
        Person author = this.organization.get(account);
        String title = this.messages.getMessage("reflection.title", new Object[] { campaign.title() },
                Locale.SIMPLIFIED_CHINESE);
        Reflection reflection = this.reflections.save(Reflection.begin(campaign.id(), author.account(), title,
                author.departmentId(), author.branchId(), "{}", this.clock.instant()));
        this.events.publishEvent(new ReflectionEvent.Begun(reflection.id(), author.account(), campaign.id()));
        return reflection;
    }

    /**
     * Keeps it.
     * @param data the form's fields as the API takes them
     */
    public Reflection save(String reflectionId, String account, Map<String, Object> data, @Nullable Integer revision) {
        return keep(editable(reflectionId, account, revision), data);
    }

    /**
     * Takes over what was read from a file; the draft before is put away.
     * @param fields of the form, those that the file replaces
     */
    public Reflection replace(String reflectionId, String account, Map<String, Object> fields,
            @Nullable Integer revision) {
        Reflection reflection = editable(reflectionId, account, revision);
        String before = reflection.draft();
        keep(reflection, merged(this.forms.data(before), fields));
        putAway(reflection, before, "import");
        return reflection;
    }

    /** What the file does not speak of, as the answers to remarks, stays. */
    public static Map<String, Object> merged(Map<String, Object> draft, Map<String, Object> fields) {
        Map<String, Object> merged = new LinkedHashMap<>(draft);
        merged.putAll(fields);
        return merged;
    }

    /**
     * Undoes an import, or takes the undoing back: the two drafts change places.
     * @return the reason for which the draft that was put away is kept now
     * @throws NotFound also where nothing is kept
     */
    public String restore(String reflectionId, String account, @Nullable Integer revision) {
        this.readers.requireAuthor(this.reflections.getById(reflectionId), account);
        ReplacedDraft kept = putAway(reflectionId).orElseThrow(() -> new NotFound("replaced-draft"));
        Reflection reflection = editable(reflectionId, account, revision);
        String now = reflection.draft();
        keep(reflection, this.forms.known(this.forms.writing(reflection).schema(), this.forms.data(kept.draft())));
        String reason = kept.reason().equals("import") ? "restore" : "import";
        putAway(reflection, now, reason);
        return reason;
    }

    /** The draft that an import took the place of. */
    public Optional<ReplacedDraft> putAway(String reflectionId) {
        return this.jdbc
            .sql("select draft, reason, replaced_at from reflection_replaced_draft where reflection_id = :reflection")
            .param("reflection", reflectionId)
            .query(ReplacedDraft.class)
            .optional();
    }

    private Reflection editable(String reflectionId, String account, @Nullable Integer revision) {
        Reflection known = this.reflections.getById(reflectionId);
        this.readers.requireAuthor(known, account);
        if (known.isSubmitted()) {
            // The task first, then the material: the order in which a decision locks
            // them.
            this.tasks.begun(reflectionId);
        }
        Reflection reflection = this.reflections.lock(reflectionId);
        reflection.requireEditable();
        this.forms.requireRevision(reflection, revision);
        return reflection;
    }

    private Reflection keep(Reflection reflection, Map<String, Object> data) {
        reflection.save(this.forms.text(this.validator.validateDraft(this.forms.writing(reflection).schema(), data,
                this.forms.options(reflection))), this.clock.instant());
        return this.reflections.save(reflection);
    }

    /**
     * The draft that an import took the place of is kept, one for each material, so that
     * the import can be undone.
     * @param reason why it is not the draft any more: {@code import}, or {@code restore}
     * where an import was undone
     */
    private void putAway(Reflection reflection, String draft, String reason) {
        forget(reflection.id());
        Rows.insert(this.jdbc, "reflection_replaced_draft", "reflection_id, draft, reason, replaced_at",
                reflection.id(), draft, reason, this.clock.instant());
    }

    private void forget(String reflectionId) {
        Rows.update(this.jdbc, "delete from reflection_replaced_draft where reflection_id = ?", reflectionId);
    }

    /** What was put away is gone with the next submission. */
    @EventListener
    void on(ReflectionEvent.Submitted submitted) {
        if (this.reflections.getById(submitted.reflectionId()).isDraftReplaced()) {
            forget(submitted.reflectionId());
        }
    }

    public record ReplacedDraft(String draft, String reason, Instant replacedAt) {

    }

}
