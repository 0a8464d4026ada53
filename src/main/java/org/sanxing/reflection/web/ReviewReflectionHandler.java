package org.sanxing.reflection.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.calendar.Deadlines;
import org.sanxing.common.Confirmation;
import org.sanxing.forms.FormComponent;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReflectionState;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.usecase.AdvanceReview;
import org.sanxing.reflection.usecase.ReviewCourse;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.usecase.DecideReview.DecideReviewCommand;
import org.sanxing.reflection.usecase.DecideReview;
import org.jspecify.annotations.Nullable;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.sanxing.workflow.Workflow;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The task of a reviewer. */
@Component
class ReviewReflectionHandler implements TaskHandler {

    private final ReflectionRepository reflections;

    private final ReflectionForms forms;

    private final ReflectionViews views;

    private final Remarks remarks;

    private final RemarkViews remarkViews;

    private final DecideReview decideReview;

    private final ReviewCourse course;

    private final AdvanceReview advanceReview;

    private final ReflectionReaders readers;

    private final Organization organization;

    private final Workflow workflow;

    private final Deadlines deadlines;

    private final MessageSource messages;

    ReviewReflectionHandler(ReflectionRepository reflections, ReflectionForms forms, ReflectionViews views,
            Remarks remarks, RemarkViews remarkViews, DecideReview decideReview, ReviewCourse course,
            AdvanceReview advanceReview, ReflectionReaders readers, Organization organization, Workflow workflow,
            Deadlines deadlines, MessageSource messages) {
        this.reflections = reflections;
        this.forms = forms;
        this.views = views;
        this.remarks = remarks;
        this.remarkViews = remarkViews;
        this.decideReview = decideReview;
        this.course = course;
        this.advanceReview = advanceReview;
        this.readers = readers;
        this.organization = organization;
        this.workflow = workflow;
        this.deadlines = deadlines;
        this.messages = messages;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ReflectionReviewProcess.KIND_REVIEW);
    }

    @Override
    public Set<String> formKeys(String kind) {
        return DecideReview.FORM_KEYS;
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("decision", DecideReview.DECISIONS);
    }

    @Override
    public WorkItemFacts describe(String kind, String caseId) {
        Reflection reflection = this.reflections.getById(caseId);
        return new WorkItemFacts(reflection.id(), null, reflection.title(), reflection.author(),
                reflection.departmentId(), reflection.campaignId(), reflection.version(), reflection.author(),
                this.deadlines.review());
    }

    @Override
    public Set<String> batchDecisions(String kind) {
        return Set.of("approve", "return");
    }

    @Override
    public String stateOf(String caseId) {
        return this.reflections.getById(caseId).state().id();
    }

    @Override
    public void reached(WorkItem item, String account) {
        this.readers.reached(item.caseId(), account, item.kind());
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        return this.advanceReview.holder(item.caseId());
    }

    @Override
    public void restored(WorkItem item, String holder) {
        this.advanceReview.restore(item.caseId());
    }

    @Override
    public boolean mayTakeBack(String kind) {
        return true;
    }

    @Override
    public void takeBack(WorkItem decided, Actor actor, @Nullable String reason) {
        this.course.takeBack(decided, actor, reason);
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        return page("reflection/_case", item, person);
    }

    private TaskPage page(String view, WorkItem item, Person person) {
        Reflection reflection = this.views.opened(item.caseId(), person.account());
        return new TaskPage(view, Map.of("material", this.views.page(reflection, null)));
    }

    @Override
    public boolean mayRead(WorkItem item, Person person) {
        return this.readers.mayRead(this.reflections.getById(item.caseId()), person.account());
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        Locale locale = LocaleContextHolder.getLocale();
        return Map.of("passages", FormComponent.Option.lazily(() -> passages(item.caseId(), locale)), "openRemarks",
                FormComponent.Option.lazily(() -> openRemarks(item.caseId())), ReflectionForms.FILES,
                this.forms.files(item.caseId()));
    }

    private List<FormComponent.Option> passages(String caseId, Locale locale) {
        ReflectionContent content = this.remarkViews.newest(this.reflections.getById(caseId));
        return content.passages()
            .stream()
            .map((passage) -> new FormComponent.Option(passage,
                    ReflectionContent.nameOf(passage, this.messages, locale)))
            .toList();
    }

    private List<FormComponent.Option> openRemarks(String caseId) {
        return this.remarks.of(caseId)
            .stream()
            .filter((remark) -> !remark.resolved())
            .map((remark) -> new FormComponent.Option(remark.id(), remark.text()))
            .toList();
    }

    /** The material is at hand beside the form; earlier opinions are never filled in. */
    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        return Map.of("remarks", this.remarkViews.json(this.reflections.getById(item.caseId())));
    }

    /** Remarks quote what the material says. */
    @Override
    public void shown(WorkItem item, Person person) {
        this.views.opened(item.caseId(), person.account());
    }

    /**
     * Earlier remarks stand beside the material; the rows of the form are for new ones.
     */
    @Override
    public Map<String, Object> formData(WorkItem item, Person person) {
        return Map.of();
    }

    @Override
    public TaskPage page(WorkItem item, Person person) {
        return page("reflection/review", item, person);
    }

    /** The files of a proposal are for whoever decides on it. */
    @Override
    public void handedBack(WorkItem item, Map<String, Object> data, Actor actor) {
        this.forms.attach(this.reflections.getById(item.caseId()), this.forms.read(this.workflow.taskForm(item.id())),
                data, actor.account());
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        Reflection after = this.decideReview.execute(new DecideReviewCommand(item.caseId(), item.id(), data,
                this.workflow.taskForm(item.id()), actor.account(), actor.onBehalfOf()));
        return new Outcome(after.state().id(), decision(item.kind(), data), next(after));
    }

    private Confirmation next(Reflection reflection) {
        String author = this.organization.get(reflection.author()).name();
        if (reflection.state() == ReflectionState.RETURNED) {
            return Confirmation.of("reflection.review.returned", author);
        }
        if (reflection.state() == ReflectionState.ACCEPTED) {
            return Confirmation.of("reflection.review.accepted", author);
        }
        String holder = String.valueOf(reflection.levelHolder());
        return Confirmation.of("reflection.review.approved", author,
                this.organization.find(holder).map(Person::name).orElse(holder));
    }

}
