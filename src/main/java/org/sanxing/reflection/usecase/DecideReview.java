package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.attachment.Attachment;
import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.Versions;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/** A reviewer approves a version, or returns it to its author with an opinion. */
@UseCase
public class DecideReview {

    /** The form's keys that the code reads; whatever else it asks is kept beside. */
    public static final Set<String> FORM_KEYS = Set.of("decision", "opinion", "remarks", "resolved");

    /** The values of {@code decision}. */
    public static final Set<String> DECISIONS = Set.of("approve", "return");

    private final ReflectionRepository reflections;

    private final ReviewRecords records;

    private final Remarks remarks;

    private final Versions versions;

    private final ReflectionForms forms;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    DecideReview(ReflectionRepository reflections, ReviewRecords records, Remarks remarks, Versions versions,
            ReflectionForms forms, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.records = records;
        this.remarks = remarks;
        this.versions = versions;
        this.forms = forms;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden where the reviewer wrote the material
     * @throws Conflict where it is not in review, or remarks are open on approval
     * @throws InvalidInput where a return has no opinion, or a remark no passage
     */
    public Reflection execute(DecideReviewCommand command) {
        Reflection reflection = this.reflections.lock(command.reflectionId());
        if (command.account().equals(reflection.author()) || reflection.author().equals(command.onBehalfOf())) {
            throw new Forbidden("own-material");
        }
        String chosen = Texts.chosen(command.data(), "decision", DECISIONS);
        boolean approve = chosen.equals("approve");
        String opinion = (command.data().get("opinion") instanceof String text && !Texts.isBlank(text)) ? text : null;
        if (!approve && opinion == null) {
            throw new InvalidInput("opinion", "opinion-needed-to-return");
        }
        Instant now = this.clock.instant();
        String level = String.valueOf(reflection.levelId());
        String decisionId = Ids.next();
        List<Remarks.Remark> made = remarks(reflection, command, decisionId, now);
        List<Remarks.Remark> resolved = resolved(reflection, command, approve, made.size());
        String formHash = this.versions.keepForm(ReflectionReviewProcess.KIND_REVIEW, command.form());
        Map<String, Object> extra = Texts.others(command.data(), FORM_KEYS);
        List<Attachment> attached = this.forms.attach(reflection, this.forms.read(command.form()), command.data(),
                command.account());
        if (approve) {
            reflection.approve(command.account(), now);
        }
        else {
            reflection.sendBack(command.account(), now);
        }
        this.records.add(new ReviewRecords.ReviewDecision(decisionId, reflection.id(), reflection.version(), level,
                String.valueOf(reflection.levelHolder()), command.account(), command.onBehalfOf(), chosen, opinion,
                this.forms.text(extra), formHash, now, command.taskId(), null));
        this.remarks.add(made);
        this.remarks.resolve(resolved.stream().map(Remarks.Remark::id).toList(), decisionId, command.account(), now);
        this.reflections.save(reflection);
        this.events.publishEvent(new ReflectionEvent.Decided(reflection.id(), reflection.version(), level,
                command.account(), command.onBehalfOf(), approve, opinion,
                made.stream().map(Remarks.Remark::told).toList(), resolved.stream().map(Remarks.Remark::text).toList(),
                this.forms.labelled(command.form(), extra, Map.of()),
                attached.stream().map(Attachment::proof).toList()));
        this.workflow.complete(command.taskId(), Map.ofEntries(ReflectionReviewProcess.DECISION.with(chosen)));
        return reflection;
    }

    private List<Remarks.Remark> remarks(Reflection reflection, DecideReviewCommand command, String decisionId,
            Instant now) {
        List<Remarks.Remark> made = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        if (command.data().get("remarks") instanceof List<?> rows && !rows.isEmpty()) {
            ReflectionContent content = this.versions.find(reflection.id(), reflection.version())
                .map(this.forms::content)
                .orElseThrow();
            for (int i = 0; i < rows.size(); i++) {
                Map<?, ?> row = (Map<?, ?>) rows.get(i);
                String passage = String.valueOf(row.get("passage"));
                String quote = (row.get("quote") instanceof String text) ? text : "";
                Integer start = (row.get("start") instanceof Number number) ? number.intValue() : null;
                if (!content.passage(passage, "remarks[" + i + "].passage").contains(quote)) {
                    errors.add(FieldError.of("remarks[" + i + "].quote", "quote-not-in-passage"));
                }
                made.add(new Remarks.Remark(Ids.next(), reflection.id(), reflection.version(), decisionId,
                        command.account(), passage, quote, start, String.valueOf(row.get("text")), now, null, false));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return made;
    }

    /** The open remarks that it settles; an approval leaves none open. */
    private List<Remarks.Remark> resolved(Reflection reflection, DecideReviewCommand command, boolean approve,
            int made) {
        List<?> ids = (command.data().get("resolved") instanceof List<?> given) ? given : List.of();
        if (!approve && ids.isEmpty()) {
            return List.of();
        }
        List<Remarks.Remark> open = this.remarks.of(reflection.id())
            .stream()
            .filter((remark) -> !remark.resolved())
            .toList();
        List<Remarks.Remark> resolved = open.stream().filter((remark) -> ids.contains(remark.id())).toList();
        long left = (long) made + open.size() - resolved.size();
        if (approve && left > 0) {
            throw new Conflict("remarks-open", left).in(reflection.state().id());
        }
        return resolved;
    }

    /**
     * @param data validated against the review form
     * @param form text of that form
     * @param onBehalfOf account of the reviewer for whom a deputy decides; null otherwise
     */
    public record DecideReviewCommand(String reflectionId, String taskId, Map<String, Object> data, String form,
            String account, @Nullable String onBehalfOf) {

    }

}
