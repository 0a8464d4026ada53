package org.sanxing.reflection.web;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.campaign.Campaign;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.NotFound;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReflectionState;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.Versions;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/** What readers of a material get to see, as JSON and for pages. */
@Component
public class ReflectionViews {

    private final ReflectionRepository reflections;

    private final ReflectionForms forms;

    private final Versions versions;

    private final ReviewRecords records;

    private final Remarks remarks;

    private final RemarkViews remarkViews;

    private final ReflectionReaders readers;

    private final Organization organization;

    private final Campaigns campaigns;

    private final Tasks tasks;

    private final Attachments attachments;

    ReflectionViews(ReflectionRepository reflections, ReflectionForms forms, Versions versions, ReviewRecords records,
            Remarks remarks, RemarkViews remarkViews, ReflectionReaders readers, Organization organization,
            Campaigns campaigns, Tasks tasks, Attachments attachments) {
        this.reflections = reflections;
        this.forms = forms;
        this.versions = versions;
        this.records = records;
        this.remarks = remarks;
        this.remarkViews = remarkViews;
        this.readers = readers;
        this.organization = organization;
        this.campaigns = campaigns;
        this.tasks = tasks;
        this.attachments = attachments;
    }

    /** A material that the person may read. */
    public Reflection readable(String id, Person me) {
        Reflection reflection = this.reflections.getById(id);
        this.readers.requireReader(reflection, me.account());
        return reflection;
    }

    /** A material that the person has written. */
    public Reflection mine(String id, Person me) {
        Reflection reflection = this.reflections.getById(id);
        this.readers.requireAuthor(reflection, me.account());
        return reflection;
    }

    /** Somebody is shown the newest version, which is put on record. */
    Reflection opened(String id, String account) {
        Reflection reflection = this.reflections.getById(id);
        this.readers.opened(reflection, account, reflection.version());
        return reflection;
    }

    /** What the API answers to an opening, which is put on record. */
    Shown shown(String id, Person me) {
        Reflection reflection = readable(id, me);
        this.readers.opened(reflection, me.account(), reflection.version());
        return json(reflection, me);
    }

    Shown json(Reflection reflection, Person me) {
        String id = reflection.id();
        boolean mine = me.account().equals(reflection.author());
        ShownTask task = this.tasks.openTaskOf(id)
            .map((open) -> new ShownTask(open.id(), open.kind(),
                    (open.assignee() != null) ? this.organization.get(open.assignee()).ref() : null, open.createdAt(),
                    open.dueAt()))
            .orElse(null);
        return new Shown(content(reflection, mine), id, reflection.campaignId(), reflection.title(),
                this.organization.get(reflection.author()).ref(), reflection.state().id(), reflection.version(),
                reflection.revision(), reflection.createdAt(), reflection.changedAt(), task,
                this.remarkViews.json(reflection), shownDecisions(id), mine ? shownReaders(id) : null);
    }

    private Map<String, Object> content(Reflection reflection, boolean mine) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("experience", "");
        content.put("problems", List.of());
        if (mine && reflection.isWithAuthor()) {
            content.putAll(this.forms.data(reflection.draft()));
        }
        else {
            this.versions.find(reflection.id(), reflection.version())
                .ifPresent((version) -> content.putAll(this.forms.data(version.content())));
        }
        showFiles(content);
        return content;
    }

    /** In place of their ids; a form that asks for none has no key for them. */
    private void showFiles(Map<String, Object> content) {
        if (content.containsKey(ReflectionForms.FILES)) {
            content.put(ReflectionForms.FILES,
                    this.attachments.findAll(fileIds(content)).stream().map(Attachment::json).toList());
        }
    }

    private static List<String> fileIds(Map<String, Object> content) {
        return (content.get(ReflectionForms.FILES) instanceof List<?> ids) ? ids.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The files of each decision, by its id. */
    private Map<String, List<Attachment>> files(List<ReviewRecords.ReviewDecision> decisions) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        decisions.forEach((decision) -> ids.put(decision.id(), fileIds(this.forms.data(decision.extra()))));
        Map<String, Attachment> known = this.attachments
            .findAll(ids.values().stream().flatMap(List::stream).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Attachment::id, (attachment) -> attachment));
        Map<String, List<Attachment>> files = new LinkedHashMap<>();
        ids.forEach(
                (decision, own) -> files.put(decision, own.stream().map(known::get).filter(Objects::nonNull).toList()));
        return files;
    }

    private List<ShownDecision> shownDecisions(String id) {
        List<ReviewRecords.ReviewDecision> decisions = this.records.decisions(id);
        Map<String, Person> people = this.organization.findAll(deciders(decisions));
        Map<String, List<Attachment>> files = files(decisions);
        return decisions.stream()
            .map((decision) -> new ShownDecision(decision.version(), decision.level(),
                    people.get(decision.actor()).ref(),
                    (decision.onBehalfOf() != null) ? people.get(decision.onBehalfOf()).ref() : null,
                    decision.decision(), decision.opinion(), decision.decidedAt(), decision.takenBackAt(),
                    files.get(decision.id()).stream().map(Attachment::json).toList()))
            .toList();
    }

    private static Set<String> deciders(List<ReviewRecords.ReviewDecision> decisions) {
        return decisions.stream()
            .flatMap((decision) -> Stream.of(decision.actor(), decision.onBehalfOf()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    }

    private List<ShownReader> shownReaders(String id) {
        List<ReflectionReaders.Reader> readers = this.readers.of(id);
        Map<String, Person> people = this.organization
            .findAll(readers.stream().map(ReflectionReaders.Reader::account).toList());
        return readers.stream()
            .map((reader) -> new ShownReader(reader.account(), people.get(reader.account()).name(), reader.times(),
                    reader.version(), reader.lastAt()))
            .toList();
    }

    List<ShownVersion> versions(String id, Person me) {
        readable(id, me);
        return this.versions.of(id)
            .stream()
            .map((version) -> new ShownVersion(version.number(), version.submittedAt(),
                    this.organization.get(version.submittedBy()).ref()))
            .toList();
    }

    WholeVersion version(String id, int number, Person me) {
        Reflection reflection = readable(id, me);
        Versions.FrozenVersion version = this.versions.find(id, number).orElseThrow(() -> new NotFound("version"));
        this.readers.opened(reflection, me.account(), number);
        Map<String, Object> content = new LinkedHashMap<>(this.forms.data(version.content()));
        showFiles(content);
        return new WholeVersion(content, id, number, version.submittedAt(),
                this.organization.get(version.submittedBy()).ref());
    }

    /** All that a page shows of a material beside what it is there for. */
    public MaterialPage page(Reflection reflection, @Nullable Integer number) {
        List<Versions.FrozenVersion> all = this.versions.of(reflection.id());
        List<ReviewRecords.ReviewDecision> decisions = this.records.decisions(reflection.id());
        List<Remarks.Remark> remarks = this.remarks.of(reflection.id());
        WorkItem task = this.tasks.openTaskOf(reflection.id()).orElse(null);
        int shown = (number != null) ? number : reflection.version();
        Versions.FrozenVersion version = all.stream().filter((each) -> each.number() == shown).findFirst().orElse(null);
        if (number != null && version == null) {
            throw new NotFound("version");
        }
        Set<String> accounts = new HashSet<>(Set.of(reflection.author()));
        accounts.addAll(deciders(decisions));
        remarks.forEach((remark) -> accounts.add(remark.author()));
        Conversation conversation = (version != null)
                ? this.remarkViews.conversation(reflection.id(), remarks, all, version, decisions) : Conversation.NONE;
        accounts.addAll(conversation.accounts());
        List<ReflectionReaders.Reader> readers = this.readers.of(reflection.id());
        readers.forEach((reader) -> accounts.add(reader.account()));
        if (task != null && task.assignee() != null) {
            accounts.add(task.assignee());
        }
        Campaign campaign = this.campaigns.get(reflection.campaignId());
        String department = Optional.ofNullable(reflection.departmentId())
            .flatMap(this.organization::department)
            .map(Department::name)
            .orElse(null);
        Document document = (version != null) ? document(reflection, version) : null;
        return new MaterialPage(reflection, campaign, this.organization.findAll(accounts), department, all, version,
                document, decisions.stream().sorted((a, b) -> b.decidedAt().compareTo(a.decidedAt())).toList(),
                more(decisions), files(decisions), remarks, conversation, readers, task);
    }

    private Map<String, Map<String, Object>> more(List<ReviewRecords.ReviewDecision> decisions) {
        Map<String, Map<String, Object>> more = new LinkedHashMap<>();
        for (ReviewRecords.ReviewDecision decision : decisions) {
            Map<String, Object> extra = this.forms.data(decision.extra());
            more.put(decision.id(), extra.isEmpty() ? Map.of()
                    : this.forms.labelled(this.versions.form(decision.formHash()), extra, Map.of()));
        }
        return more;
    }

    public Document document(Reflection reflection, Versions.FrozenVersion version) {
        return new Document(this.forms.read(this.versions.form(version.formHash())), this.forms.data(version.content()),
                this.forms.options(reflection));
    }

    /** The draft as it would be read. */
    Document preview(Reflection reflection) {
        Map<String, Object> data = new LinkedHashMap<>(this.forms.data(reflection.draft()));
        data.remove("answers");
        return new Document(this.forms.writing(reflection).schema(), data, this.forms.options(reflection));
    }

    /**
     * What the form asked stands beside what we know of it; our name counts where both
     * have one.
     */
    private static Map<String, Object> beside(Record known, Map<String, Object> content) {
        Map<String, Object> beside = new LinkedHashMap<>(content);
        for (RecordComponent component : known.getClass().getRecordComponents()) {
            beside.remove(component.getName());
        }
        return beside;
    }

    /**
     * @param readers for its author alone
     */
    @Schema(allOf = ReflectionApi.ShownContent.class)
    record Shown(@JsonIgnore Map<String, Object> content, String id, String campaignId, String title, PersonRef author,
            @Schema(implementation = ReflectionState.class) String state, int version, int revision, Instant createdAt,
            Instant changedAt, @Nullable ShownTask currentTask, List<RemarkViews.ShownRemark> remarks,
            List<ShownDecision> decisions,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ShownReader> readers) {

        @JsonAnyGetter
        Map<String, Object> asked() {
            return beside(this, this.content);
        }

    }

    @Schema(allOf = ReflectionApi.ShownContent.class)
    record WholeVersion(@JsonIgnore Map<String, Object> content, String id, int version, Instant submittedAt,
            PersonRef submittedBy) {

        @JsonAnyGetter
        Map<String, Object> asked() {
            return beside(this, this.content);
        }

    }

    record ShownTask(String id, String kind, @Nullable PersonRef assignee, Instant createdAt, Instant dueAt) {

    }

    record ShownDecision(int version, String level, PersonRef actor, @Nullable PersonRef onBehalfOf, String decision,
            @Nullable String opinion, Instant at, @Nullable Instant takenBackAt,
            List<Attachment.Described> attachments) {

    }

    record ShownReader(String account, String name, int times, int version, Instant lastAt) {

    }

    record ShownVersion(int version, Instant submittedAt, PersonRef submittedBy) {

    }

    /** What the fragment {@code forms/form :: read} draws. */
    public record Document(FormSchema schema, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {

    }

    /**
     * @param people by account
     * @param department name of it; null where none
     * @param version that is shown; null where none was submitted yet
     * @param decisions newest first
     * @param more what the review form asked beside, label and value, by id of the
     * decision
     * @param conversation the remarks beside the shown version
     * @param files by id of the decision they came with
     * @param task that is open; null where it waits for nobody
     */
    public record MaterialPage(Reflection reflection, Campaign campaign, Map<String, Person> people,
            @Nullable String department, List<Versions.FrozenVersion> versions,
            Versions.@Nullable FrozenVersion version, @Nullable Document document,
            List<ReviewRecords.ReviewDecision> decisions, Map<String, Map<String, Object>> more,
            Map<String, List<Attachment>> files, List<Remarks.Remark> remarks, Conversation conversation,
            List<ReflectionReaders.Reader> readers, @Nullable WorkItem task) {

        public Person author() {
            return this.people.get(this.reflection.author());
        }

        /** Whether the newest version is shown, the one that can be decided on. */
        public boolean newest() {
            return this.version != null && this.version.number() == this.reflection.version();
        }

        /** The newest opinion that stands; null where there is none. */
        public ReviewRecords.@Nullable ReviewDecision previousOpinion() {
            return this.decisions.stream()
                .filter((decision) -> decision.takenBackAt() == null && decision.opinion() != null)
                .findFirst()
                .orElse(null);
        }

        public String name(String account) {
            Person person = this.people.get(account);
            return (person != null) ? person.name() : account;
        }

    }

}
