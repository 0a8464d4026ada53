package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.Forms;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.RemarkAnswers;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.Versions;
import org.sanxing.reflection.diff.RemarkAnchors;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Freezes what the author has written as the next version and sends it into review:
 * starts the case, or completes the revise task of the running one.
 */
@UseCase
public class SubmitReflection {

    private final ReflectionRepository reflections;

    private final ReflectionReaders readers;

    private final ReflectionForms forms;

    private final Forms validator;

    private final Versions versions;

    private final Remarks remarks;

    private final Campaigns campaigns;

    private final Organization organization;

    private final Workflow workflow;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    SubmitReflection(ReflectionRepository reflections, ReflectionReaders readers, ReflectionForms forms,
            Forms validator, Versions versions, Remarks remarks, Campaigns campaigns, Organization organization,
            Workflow workflow, Tasks tasks, ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.readers = readers;
        this.forms = forms;
        this.validator = validator;
        this.versions = versions;
        this.remarks = remarks;
        this.campaigns = campaigns;
        this.organization = organization;
        this.workflow = workflow;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws Conflict where it is not with its author, was changed meanwhile, or its
     * campaign is over before the first submission
     * @throws InvalidInput where something is missing, or a remark is not answered
     */
    public Reflection execute(SubmitReflectionCommand command) {
        // The task first, then the material: the order in which a decision locks them.
        Optional<WorkItem> task = this.tasks.lockOpenTaskOf(command.reflectionId());
        Reflection reflection = this.reflections.lock(command.reflectionId());
        this.readers.requireAuthor(reflection, command.account());
        if (command.content() != null) {
            reflection.requireEditable();
        }
        this.forms.requireRevision(reflection, command.revision());
        if (!reflection.isWithAuthor()) {
            throw new Conflict("already-submitted").in(reflection.state().id())
                .by(reflection.changedBy(), reflection.changedAt());
        }
        ReflectionForms.WritingForm form = this.forms.writing(task);
        Map<String, List<FormComponent.Option>> options = this.forms.options(reflection);
        Map<String, Object> written = (command.content() != null)
                ? this.validator.validateDraft(form.schema(), command.content(), options)
                : this.forms.data(reflection.draft());
        requireOpenCampaign(reflection);
        Map<String, Object> draft = this.forms.known(form.schema(), written);
        if (command.answers() != null) {
            draft.put(RemarkAnswers.KEY, command.answers());
        }
        List<FieldError> errors = new ArrayList<>();
        Map<String, Object> data = new LinkedHashMap<>(draft);
        try {
            data = new LinkedHashMap<>(this.validator.validate(form.schema(), draft, options));
        }
        catch (InvalidInput refused) {
            errors.addAll(refused.errors());
        }
        List<Remarks.Remark> remarks = reflection.isSubmitted() ? this.remarks.of(reflection.id()) : List.of();
        Object answers = data.remove(RemarkAnswers.KEY);
        ReflectionContent current = ReflectionContent.of(data);
        RemarkAnswers answered = RemarkAnswers.of(reflection, remarks, answers,
                (remark) -> RemarkAnchors.isUnchanged(remark, (number) -> version(reflection, number),
                        version(reflection, reflection.version()), current));
        Set<String> named = errors.stream().map(FieldError::field).collect(Collectors.toSet());
        answered.errors().stream().filter((error) -> !named.contains(error.field())).forEach(errors::add);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        // Who will be asked to review it is asked for sooner or later: all at once.
        Stream.Builder<String> people = Stream.<String>builder().add(reflection.author());
        Optional.ofNullable(reflection.levelHolder()).ifPresent(people);
        this.organization.findAll(people.build().toList());
        Person author = this.organization.get(reflection.author());
        Instant now = this.clock.instant();
        String content = this.forms.text(data);
        reflection.save(content, now);
        reflection.submit(author.departmentId(), author.branchId(), now);
        this.remarks.answer(answered.answers(), now);
        this.reflections.save(reflection);
        this.versions.add(new Versions.FrozenVersion(reflection.id(), reflection.version(), content,
                this.versions.keepForm(form.schema().id(), form.text()), now, author.account()));
        List<Attachment> attached = this.forms.attach(reflection, form.schema(), data, author.account());
        this.events.publishEvent(ReflectionEvent.Submitted.of(reflection, content, answered.told(remarks), attached));
        move(reflection, task);
        return reflection;
    }

    private ReflectionContent version(Reflection reflection, int number) {
        return this.versions.find(reflection.id(), number).map(this.forms::content).orElse(ReflectionContent.NONE);
    }

    private void requireOpenCampaign(Reflection reflection) {
        if (!reflection.isSubmitted()) {
            this.campaigns.state(reflection.campaignId())
                .filter((state) -> state != Campaign.State.OPEN)
                .ifPresent((state) -> {
                    throw new Conflict("campaign-not-open").in(state.id());
                });
        }
    }

    private void move(Reflection reflection, Optional<WorkItem> open) {
        if (reflection.version() == 1) {
            this.workflow.start(ReflectionReviewProcess.KEY, reflection.id(), ReflectionReviewProcess
                .start(reflection.author(), this.organization.positionOf(reflection.author())));
            return;
        }
        WorkItem task = open.filter((item) -> ReflectionReviewProcess.KIND_REVISE.equals(item.kind()))
            .orElseThrow(() -> new Conflict("already-submitted").in(reflection.state().id()));
        this.tasks.deciding(task.id(), reflection.author(), null, "submit");
        this.workflow.complete(task.id(), Map.of());
        this.tasks.decided(task.id(), reflection.author(), null, "submit");
    }

    /**
     * @param content what the author has written, in place of the draft; null where the
     * draft is meant
     * @param answers to open remarks, as the API takes them; null where the draft has
     * them or there are none
     * @param revision that the author saw; null to leave the check out
     */
    public record SubmitReflectionCommand(String reflectionId, String account, @Nullable Map<String, Object> content,
            @Nullable Object answers, @Nullable Integer revision) {

    }

}
