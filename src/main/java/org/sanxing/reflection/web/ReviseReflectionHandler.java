package org.sanxing.reflection.web;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.Deadlines;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.RemarkAnswers;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.usecase.ReviewCourse;
import org.sanxing.reflection.usecase.SubmitReflection.SubmitReflectionCommand;
import org.sanxing.reflection.usecase.SubmitReflection;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;

import org.springframework.stereotype.Component;

/** The task of the author whose material came back, or who took it back. */
@Component
class ReviseReflectionHandler implements TaskHandler {

    private final ReflectionRepository reflections;

    private final ReflectionReaders readers;

    private final ReflectionForms forms;

    private final Remarks remarks;

    private final RemarkViews remarkViews;

    private final SubmitReflection submitReflection;

    private final ReviewCourse course;

    private final ReflectionViews views;

    private final Writing writing;

    private final Deadlines deadlines;

    ReviseReflectionHandler(ReflectionRepository reflections, ReflectionReaders readers, ReflectionForms forms,
            Remarks remarks, RemarkViews remarkViews, SubmitReflection submitReflection, ReviewCourse course,
            ReflectionViews views, Writing writing, Deadlines deadlines) {
        this.reflections = reflections;
        this.readers = readers;
        this.forms = forms;
        this.remarks = remarks;
        this.remarkViews = remarkViews;
        this.submitReflection = submitReflection;
        this.course = course;
        this.views = views;
        this.writing = writing;
        this.deadlines = deadlines;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ReflectionReviewProcess.KIND_REVISE);
    }

    @Override
    public Set<String> formKeys(String kind) {
        Set<String> keys = new HashSet<>(ReflectionContent.FORM_KEYS);
        keys.addAll(Set.of("answers", "answers[].remarkId", "answers[].answer", "answers[].text"));
        return keys;
    }

    @Override
    public Map<String, Set<String>> understood(String kind) {
        return Map.of("problems[].deadlineClass", DeadlineClass.ids(), "answers[].answer", RemarkAnswers.CHOICES);
    }

    @Override
    public WorkItemFacts describe(String kind, String caseId) {
        Reflection reflection = this.reflections.getById(caseId);
        return new WorkItemFacts(reflection.id(), null, reflection.title(), reflection.author(),
                reflection.departmentId(), reflection.campaignId(), reflection.version(), null,
                this.deadlines.revision());
    }

    /** A material is written by its author alone. */
    @Override
    public boolean personal(String kind) {
        return true;
    }

    @Override
    public void end(WorkItem item, String administrator, String reason) {
        this.course.end(item, administrator, reason);
    }

    @Override
    public String stateOf(String caseId) {
        return this.reflections.getById(caseId).state().id();
    }

    @Override
    public TaskPage caseView(WorkItem item, Person person) {
        throw new IllegalStateException("Nobody is consulted on writing a material");
    }

    @Override
    public boolean mayRead(WorkItem item, Person person) {
        return this.readers.mayRead(this.reflections.getById(item.caseId()), person.account());
    }

    @Override
    public Map<String, List<FormComponent.Option>> options(WorkItem item) {
        return this.forms.options(this.reflections.getById(item.caseId()));
    }

    /** The draft is its author's alone; others get the remarks. */
    @Override
    public Map<String, Object> initialData(WorkItem item, Person person) {
        Reflection reflection = this.reflections.getById(item.caseId());
        List<Remarks.Remark> remarks = this.remarks.of(item.caseId());
        Map<String, Object> data = new LinkedHashMap<>();
        if (person.account().equals(reflection.author())) {
            data.putAll(this.forms.data(reflection.draft()));
            data.put("answers", answers(reflection, data.get("answers"), remarks));
        }
        data.put("remarks", this.remarkViews.json(reflection));
        return data;
    }

    /** Remarks quote what the material says. */
    @Override
    public void shown(WorkItem item, Person person) {
        this.views.opened(item.caseId(), person.account());
    }

    /** One row for each remark that needs an answer, with what the draft has of it. */
    static List<Map<String, Object>> answers(Reflection reflection, Object drafted, List<Remarks.Remark> remarks) {
        Map<String, Map<?, ?>> given = RemarkAnswers.given(drafted);
        return remarks.stream().filter((remark) -> remark.needsAnswer(reflection.decided())).map((remark) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("remarkId", remark.id());
            given.getOrDefault(remark.id(), Map.of()).forEach((key, value) -> row.put(String.valueOf(key), value));
            row.put("remark", Texts.isBlank(remark.quote()) ? remark.text() : remark.quote() + "\n" + remark.text());
            return row;
        }).toList();
    }

    /** Writing has a page of its own. */
    @Override
    public TaskPage page(WorkItem item, Person person) {
        boolean author = person.account().equals(item.author());
        return new TaskPage("redirect:/materials/" + item.caseId() + ((author && item.isOpen()) ? "/edit" : ""),
                Map.of());
    }

    @Override
    public String decision(String kind, Map<String, Object> data) {
        return "submit";
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        Reflection after = this.submitReflection
            .execute(new SubmitReflectionCommand(item.caseId(), actor.account(), data, null, null));
        return new Outcome(after.state().id(), decision(item.kind(), data), this.writing.submitted(after));
    }

}
