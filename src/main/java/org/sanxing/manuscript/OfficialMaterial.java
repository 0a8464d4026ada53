package org.sanxing.manuscript;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sanxing.common.Texts;
import org.sanxing.document.OfficialDocument.Block;
import org.sanxing.document.OfficialDocument.Heading;
import org.sanxing.document.OfficialDocument.NewPage;
import org.sanxing.document.OfficialDocument.Properties;
import org.sanxing.document.OfficialDocument.Text;
import org.sanxing.document.OfficialDocument;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Type;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.Versions;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A material as an official document: what its form asked, in the order of the form, so
 * that a field that is added appears. In Chinese like the material itself, whoever reads.
 */
@Component
public class OfficialMaterial {

    private final ReflectionForms forms;

    private final Versions versions;

    private final ReviewRecords records;

    private final Remarks remarks;

    private final Organization organization;

    private final MessageSource messages;

    private final ZoneId zone;

    OfficialMaterial(ReflectionForms forms, Versions versions, ReviewRecords records, Remarks remarks,
            Organization organization, MessageSource messages, ZoneId zone) {
        this.forms = forms;
        this.versions = versions;
        this.records = records;
        this.remarks = remarks;
        this.organization = organization;
        this.messages = messages;
        this.zone = zone;
    }

    /** A version as it was submitted. */
    public OfficialDocument version(Reflection reflection, Versions.FrozenVersion version, boolean opinions) {
        OfficialDocument document = document(reflection, reflection.title(),
                this.forms.read(this.versions.form(version.formHash())), this.forms.data(version.content()),
                version.submittedAt());
        return opinions ? document.followedBy(opinions(reflection, version.number())) : document;
    }

    /** What the author has written since, which is the author's alone. */
    public OfficialDocument draft(Reflection reflection) {
        return document(reflection, say("reflection.word.draft-title", reflection.title()),
                this.forms.writing(reflection).schema(), this.forms.data(reflection.draft()), reflection.changedAt());
    }

    private OfficialDocument document(Reflection reflection, String title, FormSchema form, Map<String, Object> data,
            Instant date) {
        Map<String, List<Option>> options = this.forms.options(reflection);
        List<Block> blocks = new ArrayList<>();
        for (FormComponent field : MaterialVocabulary.fields(form)) {
            Object value = data.get(field.key());
            if (field.type() == Type.REPEATED_GROUP) {
                if (value instanceof List<?> rows && !rows.isEmpty()) {
                    blocks.add(new Heading(1, field.name()));
                    rows(blocks, field, rows, options);
                }
            }
            else if (value != null && !Texts.isBlank(shown(field, value, options))) {
                blocks.add(new Heading(1, field.name()));
                blocks.add(Text.of(shown(field, value, options)));
            }
        }
        Person author = this.organization.get(reflection.author());
        String department = (reflection.departmentId() != null)
                ? this.organization.department(reflection.departmentId()).map(Department::name).orElse("") : "";
        return OfficialDocument.of(title, blocks)
            .accompaniedBy(fileNames(form, data, options))
            .signed(Texts.isBlank(department) ? author.name()
                    : say("reflection.word.signature", department, author.name()), day(date))
            .with(new Properties(author.name(), reflection.title()));
    }

    private static List<String> fileNames(FormSchema form, Map<String, Object> data,
            Map<String, List<Option>> options) {
        List<Option> files = options.getOrDefault(ReflectionForms.FILES, List.of());
        return form.files(data)
            .values()
            .stream()
            .flatMap(Collection::stream)
            .distinct()
            .map((id) -> Option.of(files, id).map(Option::label).orElse(id))
            .toList();
    }

    private void rows(List<Block> blocks, FormComponent group, List<?> rows, Map<String, List<Option>> options) {
        List<FormComponent> columns = MaterialVocabulary.columns(group);
        FormComponent first = MaterialVocabulary.choice(columns);
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof Map<?, ?> row)) {
                continue;
            }
            Object chosen = (first != null) ? row.get(first.key()) : null;
            blocks.add(new Heading(2, (chosen != null) ? shown(first, chosen, options)
                    : say("reflection.word.row", group.rowTitle(), i + 1)));
            for (FormComponent column : columns) {
                Object value = row.get(column.key());
                if (value != null && !(column == first && chosen != null)) {
                    String text = shown(column, value, options);
                    if (!Texts.isBlank(text)) {
                        blocks.add(new Text(column.name(), text));
                    }
                }
            }
        }
    }

    private String shown(FormComponent field, Object value, Map<String, List<Option>> options) {
        if (value instanceof Boolean yes) {
            return MaterialVocabulary.word(yes ? "yes.shown" : "no.shown");
        }
        if (value instanceof Collection<?> several) {
            return several.stream()
                .map((each) -> shown(field, each, options))
                .collect(Collectors.joining(say("reflection.word.and")));
        }
        return String.valueOf(field.labelOf(value, options));
    }

    // ---- Opinions

    private List<Block> opinions(Reflection reflection, int version) {
        List<ReviewDecision> decisions = this.records.decisions(reflection.id())
            .stream()
            .filter((decision) -> decision.version() <= version)
            .toList();
        List<Remarks.Remark> remarks = this.remarks.of(reflection.id());
        Map<String, Person> people = this.organization.findAll(decisions.stream()
            .flatMap((decision) -> Stream.of(decision.actor(), decision.onBehalfOf()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new NewPage(say("reflection.opinions.title")));
        if (decisions.isEmpty()) {
            blocks.add(Text.of(say("reflection.opinions.empty")));
        }
        for (ReviewDecision decision : decisions) {
            decision(blocks, reflection, decision, people);
            remarks.stream()
                .filter((remark) -> remark.decisionId().equals(decision.id()))
                .forEach((remark) -> remark(blocks, remark));
        }
        return blocks;
    }

    private void decision(List<Block> blocks, Reflection reflection, ReviewDecision decision,
            Map<String, Person> people) {
        blocks.add(new Heading(1,
                say("reflection.word.decision", decision.version(),
                        or("reflection.level." + decision.level(), decision.level()),
                        or("reflection.decision." + decision.decision(), decision.decision()))));
        String who = name(people, decision.actor());
        blocks.add(new Text(say("reflection.word.reviewer"), (decision.onBehalfOf() == null) ? who
                : say("reflection.word.behalf", who, name(people, decision.onBehalfOf()))));
        blocks.add(new Text(say("reflection.word.date-label"), day(decision.decidedAt())));
        if (decision.takenBackAt() != null) {
            blocks.add(Text.of(say("reflection.word.taken-back", day(decision.takenBackAt()))));
        }
        if (decision.opinion() != null) {
            blocks.add(new Text(say("reflection.word.opinion"), decision.opinion()));
        }
        Map<String, Object> extra = this.forms.data(decision.extra());
        if (!extra.isEmpty()) {
            this.forms.labelled(this.versions.form(decision.formHash()), extra, this.forms.options(reflection))
                .forEach((label, value) -> blocks.add(new Text(label, joined(value))));
        }
    }

    private String joined(Object value) {
        return (value instanceof Collection<?> several)
                ? several.stream().map(String::valueOf).collect(Collectors.joining(say("reflection.word.and")))
                : String.valueOf(value);
    }

    private void remark(List<Block> blocks, Remarks.Remark remark) {
        blocks.add(new Heading(2, say("reflection.word.remark",
                ReflectionContent.nameOf(remark.passage(), this.messages, Locale.SIMPLIFIED_CHINESE))));
        if (!Texts.isBlank(remark.quote())) {
            blocks.add(new Text(say("reflection.word.quote"), remark.quote()));
        }
        blocks.add(new Text(say("reflection.word.remark-text"), remark.text()));
        Remarks.Answer answer = remark.answer();
        String answered = say("reflection.word.unanswered");
        if (answer != null) {
            String done = say("reflection.word.answer." + answer.answer());
            answered = Texts.isBlank(answer.text()) ? done : say("reflection.word.answered", done, answer.text());
        }
        blocks.add(new Text(say("reflection.word.answer"), answered));
        blocks.add(new Text(say("reflection.word.settled"),
                say(remark.resolved() ? "reflection.remark.resolved" : "reflection.remark.open")));
    }

    private String name(Map<String, Person> people, String account) {
        Person person = people.get(account);
        if (person == null) {
            return account;
        }
        return (Texts.isBlank(person.post()) || person.post().equals(person.name())) ? person.name()
                : say("reflection.word.person", person.name(), person.post());
    }

    private String day(Instant instant) {
        return DateTimeFormatter.ofPattern(say("reflection.word.date")).format(instant.atZone(this.zone));
    }

    private String or(String key, String otherwise) {
        return String.valueOf(this.messages.getMessage(key, null, otherwise, Locale.SIMPLIFIED_CHINESE));
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

}
