package org.sanxing.procedure.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.procedure.CaseAhead;
import org.sanxing.procedure.CaseViews.CaseView;
import org.sanxing.procedure.CaseViews.Done;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Fields;

/** What the pages of a case and of its tasks draw beside what the case is. */
@Component("caseSheets")
class CaseSheets {

    private final Fields fields;

    private final Attachments attachments;

    private final CaseAhead ahead;

    private final Organization organization;

    CaseSheets(Fields fields, Attachments attachments, CaseAhead ahead, Organization organization) {
        this.fields = fields;
        this.attachments = attachments;
        this.ahead = ahead;
        this.organization = organization;
    }

    public Sheet of(CaseView view) {
        Locale locale = LocaleContextHolder.getLocale();
        FormSchema form = view.declared().form();
        Map<String, Object> data = new HashMap<>(view.data());
        form.fields()
            .stream()
            .filter((field) -> field.type() == FormComponent.Type.DATE)
            .forEach((field) -> data.computeIfPresent(String.valueOf(field.key()),
                    (key, date) -> "".equals(date) ? "" : this.fields.day(LocalDate.parse(date.toString()), locale)));
        Map<String, Attachment> files = new LinkedHashMap<>();
        this.attachments.of(view.of().id()).forEach((file) -> files.put(file.id(), file));
        List<String> open = view.open().stream().map((task) -> task.kind()).toList();
        return new Sheet(form, data, options(form, data), more(view, locale), files, others(files, view), this.ahead
            .of(view.of().id())
            .stream()
            .filter((next) -> next.step().levels() != null || !open.contains(view.declared().kind(next.step().id())))
            .toList(), before(view),
                (view.of().departmentId() != null)
                        ? this.organization.department(view.of().departmentId()).map(Department::name).orElse(null)
                        : null);
    }

    /**
     * What whoever acts next has to know: the newest that was said of this version, or
     * why it was returned. Mere acknowledgements pass by.
     */
    private static @Nullable Done before(CaseView view) {
        List<Done> done = view.done();
        for (int at = done.size() - 1; at >= 0; at--) {
            Done one = done.get(at);
            Declaration.Step step = view.declared().steps().get(one.step());
            boolean acknowledged = step != null && step.several() && !step.decides();
            boolean meant = one.version() == view.of().version() || at == done.size() - 1;
            if (meant && !acknowledged && (!Texts.isBlank(one.opinion()) || !one.said().isEmpty())) {
                return one;
            }
        }
        return null;
    }

    /** What stands neither in the form nor with a decision. */
    private static List<Attachment> others(Map<String, Attachment> files, CaseView view) {
        Set<String> shown = Stream
            .concat(Stream.of(view.declared().form().files(view.data())), view.done().stream().map(Done::files))
            .flatMap((named) -> named.values().stream())
            .flatMap(List::stream)
            .collect(Collectors.toSet());
        return files.values().stream().filter((file) -> file.isAttached() && !shown.contains(file.id())).toList();
    }

    /** What steps and the system have added that no decision beside it says. */
    private static Map<String, String> more(CaseView view, Locale locale) {
        Map<String, String> more = new LinkedHashMap<>(view.labelled());
        view.declared()
            .form()
            .fields()
            .stream()
            .filter((field) -> !field.hidden())
            .forEach((field) -> more.remove(Fields.label(field, locale)));
        view.done().stream().map(Done::said).forEach((said) -> more.keySet().removeAll(said.keySet()));
        return more;
    }

    /** What is chosen, as people call it, also where nobody could choose it any more. */
    Map<String, List<FormComponent.Option>> options(FormSchema form, Map<String, Object> data) {
        Map<String, List<FormComponent.Option>> options = new HashMap<>();
        collect(form.fields(), data, options);
        return options;
    }

    private void collect(List<FormComponent> all, Map<?, ?> data, Map<String, List<FormComponent.Option>> options) {
        for (FormComponent field : all) {
            Object value = data.get(field.key());
            String list = field.valuesKey();
            if (field.type() == FormComponent.Type.REPEATED_GROUP && value instanceof Collection<?> rows) {
                List<FormComponent> columns = new FormSchema(field.id(), field.components()).fields();
                rows.stream()
                    .filter(Map.class::isInstance)
                    .forEach((row) -> collect(columns, (Map<?, ?>) row, options));
            }
            else if (list != null) {
                List<FormComponent.Option> chosen = options.computeIfAbsent(list, (key) -> new ArrayList<>());
                values(value).forEach((one) -> chosen.add(option(field, one)));
            }
        }
    }

    private static Stream<String> values(@Nullable Object value) {
        return (value instanceof Collection<?> several) ? several.stream().map(String::valueOf)
                : (value instanceof String one && !one.isEmpty()) ? Stream.of(one) : Stream.empty();
    }

    private FormComponent.Option option(FormComponent field, String value) {
        if (field.type() == FormComponent.Type.FILES) {
            return this.attachments.findAll(List.of(value))
                .stream()
                .findFirst()
                .map((file) -> new FormComponent.Option(value, file.name(), file.readableSize()))
                .orElse(new FormComponent.Option(value, ""));
        }
        return new FormComponent.Option(value, this.fields.text(field, value, LocaleContextHolder.getLocale()));
    }

    /**
     * @param more what the form of the subject does not ask
     * @param files all of them, by id
     * @param others those of earlier versions
     * @param ahead the steps behind the open ones
     * @param before what was said before the open ones; null where nothing was
     */
    record Sheet(FormSchema form, Map<String, Object> data, Map<String, List<FormComponent.Option>> options,
            Map<String, String> more, Map<String, Attachment> files, List<Attachment> others,
            List<CaseAhead.Next> ahead, @Nullable Done before, @Nullable String department) {

    }

}
