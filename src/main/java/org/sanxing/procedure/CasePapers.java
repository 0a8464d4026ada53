package org.sanxing.procedure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialDocument;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialWord;
import org.sanxing.forms.FormComponent;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

/**
 * A case on paper, as its model declares: a letter in the official layout, whose body is
 * the long texts of the form, or an approval form of labels, values and decisions.
 */
@Component
public class CasePapers {

    private static final String LETTER = "letter";

    private static final String NONE = "none";

    private final CaseStore cases;

    private final CaseFiles files;

    private final Fields fields;

    private final CopyRegister copies;

    private final CopyMarks marks;

    private final OfficialWord word;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    CasePapers(CaseStore cases, CaseFiles files, Fields fields, CopyRegister copies, CopyMarks marks, OfficialWord word,
            Organization organization, WorkingCalendar calendar, MessageSource messages) {
        this.cases = cases;
        this.files = files;
        this.fields = fields;
        this.copies = copies;
        this.marks = marks;
        this.word = word;
        this.organization = organization;
        this.calendar = calendar;
        this.messages = messages;
    }

    /**
     * Puts on record who takes it, and marks it.
     * @param of one that the person may read
     * @throws NotFound where the procedure prints nothing
     */
    @Transactional
    public OfficialDocument take(ProcedureCase of, Person reader, Copy.Way way) {
        Declaration declared = this.files.declaration(of);
        if (declared.print().equals(NONE)) {
            throw new NotFound("paper");
        }
        OfficialDocument document = declared.print().equals(LETTER) ? letter(of, declared) : form(of, declared);
        return document.marked(this.marks
            .of(this.copies.take(reader.account(), CaseEvent.TYPE, of.id(), of.title(), of.version(), way, true)));
    }

    ResponseEntity<byte[]> download(ProcedureCase of, Person reader, Copy.Way way) {
        return this.word.download(take(of, reader, way), of.title().replaceAll("[\\p{Cntrl}\\\\/:*?\"<>|]", " "));
    }

    private OfficialDocument letter(ProcedureCase of, Declaration declared) {
        Map<String, Object> content = of.isSubmitted() ? of.content() : of.draft();
        List<Block> blocks = new ArrayList<>();
        for (FormComponent field : declared.form().fields()) {
            String text = this.fields.text(field, content.get(field.key()), Locale.SIMPLIFIED_CHINESE);
            if (field.multiline() && !text.isEmpty()) {
                blocks.add(OfficialDocument.Text.of(text));
            }
        }
        String addressees = declared.addressees()
            .stream()
            .flatMap((key) -> declared.form().find(key).stream())
            .map((field) -> this.fields.text(field, content.get(field.key()), Locale.SIMPLIFIED_CHINESE))
            .filter((text) -> !text.isEmpty())
            .collect(Collectors
                .joining(this.messages.getMessage("procedure.separator", null, Locale.SIMPLIFIED_CHINESE)));
        return OfficialDocument.of(of.title(), blocks)
            .issued(of.number(), addressees.isEmpty() ? null : addressees)
            .accompaniedBy(files(declared, content))
            .signed((of.number() != null) ? organ(of) : this.organization.get(of.subject()).name(), day(of))
            .with(new OfficialDocument.Properties(this.organization.get(of.subject()).name(),
                    declared.name().chinese()));
    }

    /** Names of the files that come with it, as a letter lists them. */
    private List<String> files(Declaration declared, Map<String, Object> content) {
        return declared.form()
            .fields()
            .stream()
            .filter((field) -> field.type() == FormComponent.Type.FILES
                    && content.get(field.key()) instanceof Collection<?>)
            .flatMap((field) -> ((Collection<?>) content.get(field.key())).stream()
                .map((file) -> this.fields.text(field, file, Locale.SIMPLIFIED_CHINESE)))
            .filter((name) -> !name.isEmpty())
            .map((name) -> name.replaceFirst("\\.\\w{1,5}$", ""))
            .toList();
    }

    /**
     * What is numbered is issued by the organ, not by who drafted it: the top of the
     * drafter's departments.
     */
    private String organ(ProcedureCase of) {
        Department at = null;
        for (String id = of.departmentId(); id != null; id = at.parentId()) {
            at = this.organization.department(id).orElseThrow();
        }
        return (at != null) ? at.name() : this.organization.get(of.subject()).name();
    }

    /** The day of the newest approval; before one, that of the draft. */
    private String day(ProcedureCase of) {
        return written(this.calendar.dateOf(this.cases.decisions(of.id())
            .stream()
            .filter((made) -> made.version() == of.version() && made.decision().equals("approve"))
            .map(CaseStore.Decision::decidedAt)
            .reduce((first, second) -> second)
            .orElse((of.submittedAt() != null) ? of.submittedAt() : of.changedAt())));
    }

    private String written(LocalDate day) {
        return this.messages.getMessage("procedure.paper.day",
                new Object[] { day.getYear(), day.getMonthValue(), day.getDayOfMonth() }, Locale.SIMPLIFIED_CHINESE);
    }

    private OfficialDocument form(ProcedureCase of, Declaration declared) {
        Locale locale = Locale.SIMPLIFIED_CHINESE;
        List<List<String>> rows = new ArrayList<>();
        if (of.number() != null) {
            rows.add(List.of(say("number"), of.number()));
        }
        String name = this.organization.get(of.subject()).name();
        rows.add(List.of(say("subject"),
                (of.departmentId() != null) ? this.organization.department(of.departmentId())
                    .map((department) -> name + " " + department.name())
                    .orElse(name) : name));
        this.fields.labelled(declared.form(), of.isSubmitted() ? of.content() : of.draft(), locale, this::written)
            .forEach((label, text) -> rows.add(List.of(label, text)));
        this.cases.decisions(of.id())
            .stream()
            .filter((made) -> declared.steps().containsKey(made.step()))
            .sorted(Comparator.comparing((made) -> made.version() != of.version()))
            .forEach((made) -> rows.add(row(made, of, declared.step(made.step()))));
        return OfficialDocument.of(title(declared.name().chinese()), List.of(new OfficialDocument.Table(rows)))
            .with(new OfficialDocument.Properties(this.organization.get(of.subject()).name(),
                    declared.name().chinese()));
    }

    /** A sheet of its procedure, or what the procedure makes where its name says that. */
    private String title(String procedure) {
        boolean said = this.messages.getMessage("procedure.paper.said", null, Locale.SIMPLIFIED_CHINESE)
            .contains(procedure.substring(procedure.length() - 1));
        return said ? procedure : this.messages.getMessage("procedure.paper.title", new Object[] { procedure },
                Locale.SIMPLIFIED_CHINESE);
    }

    /** What was decided on an earlier version says so. */
    private List<String> row(CaseStore.Decision made, ProcedureCase of, Declaration.Step step) {
        Locale locale = Locale.SIMPLIFIED_CHINESE;
        List<String> said = new ArrayList<>();
        step.form()
            .find(Declaration.DECISION)
            .ifPresent((field) -> said.add(field.labelOf(made.decision(), Map.of()).toString()));
        if (!Texts.isBlank(made.opinion())) {
            said.add(made.opinion());
        }
        this.fields.labelled(step.form(), made.content(), locale, this::written)
            .forEach((label, text) -> said
                .add(this.messages.getMessage("procedure.paper.line", new Object[] { label, text }, locale)));
        said.add(this.organization.find(made.actor()).map(Person::name).orElse(made.actor()) + " "
                + written(this.calendar.dateOf(made.decidedAt())));
        String name = step.name().chinese();
        return List.of((made.version() == of.version()) ? name
                : this.messages.getMessage("procedure.paper.earlier", new Object[] { name, made.version() }, locale),
                String.join("\n", said));
    }

    private String say(String column) {
        return this.messages.getMessage("procedure.register." + column, null, Locale.SIMPLIFIED_CHINESE);
    }

}
