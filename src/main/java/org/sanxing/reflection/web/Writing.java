package org.sanxing.reflection.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.TimeWords;
import org.sanxing.common.FieldError;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Ids;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormDifference;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.FormView;
import org.sanxing.forms.Forms;
import org.sanxing.forms.RowView;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.RemarkAnswers;
import org.sanxing.reflection.Remarks;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.diff.PlacedRemark;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page on which a material is written, with each remark beside its passage. */
@Component
public class Writing {

    private final ReflectionForms forms;

    private final Forms validator;

    private final ReflectionViews views;

    private final Remarks remarks;

    private final RemarkViews remarkViews;

    private final Tasks tasks;

    private final Organization organization;

    private final TimeWords times;

    Writing(ReflectionForms forms, Forms validator, ReflectionViews views, Remarks remarks, RemarkViews remarkViews,
            Tasks tasks, Organization organization, TimeWords times) {
        this.forms = forms;
        this.validator = validator;
        this.views = views;
        this.remarks = remarks;
        this.remarkViews = remarkViews;
        this.tasks = tasks;
        this.organization = organization;
        this.times = times;
    }

    /** The form with the draft in it. */
    FormView draft(Reflection reflection) {
        return FormView.of(schema(reflection), this.forms.data(reflection.draft()), this.forms.options(reflection));
    }

    /** The form with what the page sent in it. */
    FormView typed(Reflection reflection, HttpServletRequest request) {
        FormView form = FormView.of(schema(reflection), Map.of(), this.forms.options(reflection));
        return form.with(this.validator.bind(form.form(), request.getParameterMap()), List.of());
    }

    private FormSchema schema(Reflection reflection) {
        return this.forms.writing(reflection).schema();
    }

    public String page(Reflection reflection, FormView form, Model model) {
        List<Remarks.Remark> remarks = this.remarks.of(reflection.id());
        FormView shown = withAnswers(reflection, form, remarks);
        ReflectionViews.MaterialPage material = this.views.page(reflection, null);
        model.addAttribute("material", material);
        model.addAttribute("form", shown);
        model.addAttribute("missing", missing(reflection, shown, remarks));
        model.addAttribute("cards", cards(shown, material));
        model.addAttribute("newest",
                material.decisions()
                    .stream()
                    .filter((decision) -> decision.takenBackAt() == null)
                    .findFirst()
                    .orElse(null));
        if (!model.containsAttribute("revision")) {
            model.addAttribute("revision", reflection.revision());
        }
        model.addAttribute("key", Ids.next());
        return "reflection/write";
    }

    private static FormView withAnswers(Reflection reflection, FormView form, List<Remarks.Remark> remarks) {
        List<Map<String, Object>> answers = ReviseReflectionHandler.answers(reflection,
                form.data().get(RemarkAnswers.KEY), remarks);
        Map<String, Object> data = new LinkedHashMap<>(form.data());
        if (!answers.isEmpty()) {
            data.put(RemarkAnswers.KEY, answers);
        }
        return form.with(data, form.errors());
    }

    /** In the order in which the passages are read; what has lost its passage last. */
    private List<AnswerCard> cards(FormView form, ReflectionViews.MaterialPage material) {
        if (!(form.data().get(RemarkAnswers.KEY) instanceof List<?> rows) || rows.isEmpty()
                || form.node(RemarkAnswers.KEY) == null) {
            return List.of();
        }
        ReflectionContent shown = ReflectionContent.of(form.data());
        List<PlacedRemark> placed = this.remarkViews.placed(material.remarks(), material.versions(), shown);
        List<AnswerCard> cards = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Object id = (rows.get(i) instanceof Map<?, ?> row) ? row.get("remarkId") : null;
            RowView row = form.row(RemarkAnswers.KEY, i);
            for (PlacedRemark each : placed) {
                if (row != null && each.remark().id().equals(id)) {
                    ReviewDecision decision = each.remark().decisionAmong(material.decisions());
                    cards.add(new AnswerCard(row, each, (decision != null) ? decision.level() : null));
                }
            }
        }
        List<String> passages = shown.passages();
        cards.sort(Comparator.comparingInt(
                (AnswerCard card) -> (card.passage() != null) ? passages.indexOf(card.passage()) : Integer.MAX_VALUE)
            .thenComparingInt((card) -> (card.placed().start() != null) ? card.placed().start() : -1));
        return cards;
    }

    /** What an author is told after a submission: who has it now, and until when. */
    Confirmation submitted(Reflection reflection) {
        Optional<WorkItem> task = this.tasks.openTaskOf(reflection.id());
        String holder = String.valueOf(reflection.levelHolder());
        Person reviewer = this.organization.get(holder);
        String who = Texts.isBlank(reviewer.post()) || reviewer.post().equals(reviewer.name()) ? reviewer.name()
                : reviewer.name() + " " + reviewer.post();
        return Confirmation.of("reflection.submitted", who,
                task.map((item) -> this.times.due(item.dueAt())).orElse(""));
    }

    /** What is missing before it can be submitted. */
    List<FieldError> missing(Reflection reflection, FormView form) {
        return missing(reflection, form, this.remarks.of(reflection.id()));
    }

    private List<FieldError> missing(Reflection reflection, FormView form, List<Remarks.Remark> remarks) {
        List<FieldError> missing = new ArrayList<>(this.validator.missing(form.form(), form.data(), form.options()));
        missing
            .addAll(RemarkAnswers
                .of(reflection, remarks, form.data().get(RemarkAnswers.KEY), (remark) -> this.remarkViews
                    .isUnchanged(reflection.id(), remark, reflection.version(), ReflectionContent.of(form.data())))
                .errors());
        return missing;
    }

    /**
     * Where what the page holds differs from what is saved; once it is submitted, from
     * that version and its answers.
     */
    FormDifference difference(Reflection reflection, FormView typed) {
        Map<String, Object> saved = new LinkedHashMap<>(this.forms.data(reflection.draft()));
        if (!reflection.isWithAuthor()) {
            saved.put(RemarkAnswers.KEY, this.remarks.of(reflection.id()).stream().map((remark) -> {
                Map<String, Object> row = new LinkedHashMap<>(Map.of("remarkId", remark.id()));
                if (remark.answer() != null) {
                    row.put("answer", remark.answer().answer());
                    row.put("text", remark.answer().text());
                }
                return row;
            }).toList());
        }
        return FormDifference.between(typed.form(), typed.data(), saved, typed.options());
    }

    /**
     * A remark that needs an answer, and the row of the form in which it is answered.
     *
     * @param level at which its author decided; null where that is not known
     */
    record AnswerCard(RowView row, PlacedRemark placed, @Nullable String level) {

        public Remarks.Remark remark() {
            return this.placed.remark();
        }

        /** Where it stands now; null where that is gone. */
        public @Nullable String passage() {
            return this.placed.passage();
        }

        /** {@code experience}, or which part of a problem. */
        public String part() {
            return ReflectionContent.partOf((passage() != null) ? passage() : remark().passage());
        }

        /** From 1; 0 where it is not about a problem. */
        public int problem() {
            return ReflectionContent.problemOf((passage() != null) ? passage() : remark().passage()) + 1;
        }

        /** {@code done}, {@code declined}, or {@code open} where it is not answered. */
        public String state() {
            String answer = text("answer");
            return (answer.isEmpty() || (answer.equals("declined") && Texts.isBlank(text("text")))) ? "open" : answer;
        }

        public boolean isOpen() {
            return state().equals("open");
        }

        private String text(String key) {
            var field = this.row.field(key);
            return (field != null) ? field.text() : "";
        }

    }

}
