package org.sanxing.manuscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.Copy;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormView;
import org.sanxing.forms.Forms;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.RemarkAnswers;
import org.sanxing.manuscript.MaterialReader.Understood;
import org.sanxing.manuscript.TakeCopy.TakeCopyCommand;
import org.sanxing.manuscript.TakeCopy.TakenCopy;
import org.sanxing.reflection.usecase.Drafts;
import org.sanxing.reflection.web.ReflectionViews;
import org.sanxing.reflection.web.Writing;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Materials as Word and on paper, and what comes back from Word. */
@Controller
class WordPages {

    private static final String EXPERIENCE = "experience";

    private static final TypeReference<LinkedHashMap<String, Object>> DATA = new TypeReference<>() {
    };

    private final TakeCopy takeCopy;

    private final WordFiles files;

    private final Drafts drafts;

    private final ReflectionRepository reflections;

    private final ReflectionForms forms;

    private final ReflectionViews views;

    private final Forms validator;

    private final Writing writing;

    private final JsonMapper json;

    WordPages(TakeCopy takeCopy, WordFiles files, Drafts drafts, ReflectionRepository reflections,
            ReflectionForms forms, ReflectionViews views, Forms validator, Writing writing, JsonMapper json) {
        this.takeCopy = takeCopy;
        this.files = files;
        this.drafts = drafts;
        this.reflections = reflections;
        this.forms = forms;
        this.views = views;
        this.validator = validator;
        this.writing = writing;
        this.json = json;
    }

    // ---- Out

    @GetMapping("/materials/{id}/word")
    ResponseEntity<byte[]> word(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "false") boolean opinions,
            @RequestParam(defaultValue = "false") boolean filing) {
        return this.files.material(
                new TakeCopyCommand(id, me.account(), version, opinions, filing ? Copy.Way.FILING : Copy.Way.WORD));
    }

    @GetMapping("/materials/{id}/print")
    String print(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "false") boolean opinions, Model model) {
        TakenCopy copy = this.takeCopy
            .execute(new TakeCopyCommand(id, me.account(), version, opinions, Copy.Way.PRINT));
        model.addAttribute("document", copy.document());
        model.addAttribute("back",
                "/materials/" + id + ((copy.copy().version() == 0) ? "/edit" : "?version=" + copy.copy().version()));
        return "document/print";
    }

    @GetMapping("/campaigns/{id}/template.docx")
    ResponseEntity<byte[]> template(@CurrentPerson Person me, @PathVariable String id) {
        return this.files.template(id);
    }

    // ---- In

    @GetMapping("/materials/{id}/import")
    String choose(@CurrentPerson Person me, @PathVariable String id, Model model) {
        Reflection reflection = this.views.mine(id, me);
        if (!reflection.isWithAuthor()) {
            return "redirect:/materials/" + id;
        }
        return choosing(reflection, model);
    }

    private String choosing(Reflection reflection, Model model) {
        model.addAttribute("material", this.views.page(reflection, null));
        return "manuscript/import";
    }

    /** Shows what was understood; nothing changes. */
    @PostMapping("/materials/{id}/word")
    String understood(@CurrentPerson Person me, @PathVariable String id, @RequestParam MultipartFile file, Model model,
            HttpServletResponse response) {
        Reflection reflection = this.views.mine(id, me);
        try {
            Understood understood = this.files.read(id, me.account(), file);
            model.addAttribute("notes", this.files.said(understood.notes()));
            model.addAttribute("fileName", file.getOriginalFilename());
            return compared(reflection, understood.content(), understood.structured(), model);
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("errors", refused.errors());
            return choosing(reflection, model);
        }
    }

    private String compared(Reflection reflection, Map<String, Object> content, boolean structured, Model model) {
        ReflectionForms.WritingForm form = this.forms.writing(reflection);
        Map<String, List<FormComponent.Option>> options = this.forms.options(reflection);
        Map<String, Object> draft = this.forms.data(reflection.draft());
        Map<String, Object> kept = new LinkedHashMap<>(draft);
        kept.remove(RemarkAnswers.KEY);
        Map<String, Object> merged = new LinkedHashMap<>(Drafts.merged(draft, content));
        merged.remove(RemarkAnswers.KEY);
        model.addAttribute("material", this.views.page(reflection, null));
        model.addAttribute("form", FormView.of(form.schema(), merged, options));
        model.addAttribute("groups", groups(this.forms.labelled(form.text(), content, options),
                this.forms.labelled(form.text(), kept, options)));
        model.addAttribute("missing", this.validator.missing(form.schema(), merged, options));
        model.addAttribute("structured", structured);
        model.addAttribute("understood", this.json.writeValueAsString(content));
        model.addAttribute("revision", reflection.revision());
        model.addAttribute("key", Ids.next());
        return "manuscript/preview";
    }

    /** What the file says beside what the draft says, field by field. */
    private List<Group> groups(Map<String, Object> found, Map<String, Object> now) {
        List<Group> groups = new ArrayList<>();
        Map<String, Object> all = new LinkedHashMap<>(found);
        now.forEach(all::putIfAbsent);
        List<Side> simple = new ArrayList<>();
        all.keySet().forEach((label) -> {
            Object one = found.get(label);
            Object other = now.get(label);
            if (one instanceof List<?> || other instanceof List<?>) {
                List<?> ones = (one instanceof List<?> list) ? list : List.of();
                List<?> others = (other instanceof List<?> list) ? list : List.of();
                for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
                    groups.add(new Group(label, i + 1, sides(row(ones, i), row(others, i))));
                }
            }
            else {
                simple.add(new Side(label, text(one), text(other)));
            }
        });
        if (!simple.isEmpty()) {
            groups.add(0, new Group("", 0, simple));
        }
        return groups;
    }

    private static Map<?, ?> row(List<?> rows, int index) {
        return (index < rows.size() && rows.get(index) instanceof Map<?, ?> row) ? row : Map.of();
    }

    private List<Side> sides(Map<?, ?> found, Map<?, ?> now) {
        Map<Object, Object> all = new LinkedHashMap<>(found);
        now.forEach(all::putIfAbsent);
        return all.keySet()
            .stream()
            .map((label) -> new Side(String.valueOf(label), text(found.get(label)), text(now.get(label))))
            .toList();
    }

    private String text(@Nullable Object value) {
        return (value != null) ? this.files.shown(value) : "";
    }

    @PostMapping("/materials/{id}/word/adopt")
    String adopt(@CurrentPerson Person me, @PathVariable String id, @RequestParam String content,
            @RequestParam(defaultValue = "all") String part, @RequestParam(defaultValue = "true") boolean structured,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        Reflection reflection = this.views.mine(id, me);
        Map<String, Object> found = read(content);
        found.remove(RemarkAnswers.KEY);
        Map<String, Object> fields = new LinkedHashMap<>(found);
        if (part.equals(EXPERIENCE)) {
            fields.keySet().retainAll(List.of(EXPERIENCE));
        }
        try {
            this.drafts.replace(id, me.account(), fields, revision);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("reflection.word.adopted"));
            return "redirect:/materials/" + id + "/edit";
        }
        catch (InvalidInput refused) {
            // Too long, say: in the form, with the reason at each field.
            response.setStatus(refused.kind().status());
            FormView typed = FormView.of(this.forms.writing(reflection).schema(),
                    Drafts.merged(this.forms.data(reflection.draft()), fields), this.forms.options(reflection));
            return this.writing.page(this.reflections.getById(id), typed.with(typed.data(), refused.errors()), model);
        }
        catch (Conflict | OptimisticLockingFailureException conflict) {
            if (conflict instanceof Conflict && !reflection.isWithAuthor()) {
                throw conflict;
            }
            // The comparison again, with what the draft says by now.
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("changed", true);
            return compared(this.reflections.getById(id), found, structured, model);
        }
    }

    private Map<String, Object> read(String content) {
        try {
            return new LinkedHashMap<>(Objects.requireNonNullElse(this.json.readValue(content, DATA), Map.of()));
        }
        catch (JacksonException ex) {
            throw new InvalidInput("content", "wrong-type", "content");
        }
    }

    @PostMapping("/materials/{id}/word/undo")
    String undo(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(name = "_revision", required = false) @Nullable Integer revision,
            RedirectAttributes redirect) {
        try {
            String reason = this.drafts.restore(id, me.account(), revision);
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("reflection.word.undone." + reason));
        }
        catch (Conflict | OptimisticLockingFailureException changed) {
            redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("reflection.word.not-undone"));
        }
        return "redirect:/materials/" + id + "/edit";
    }

    /**
     * @param number of the row; 0 for fields outside of rows
     */
    record Group(String label, int number, List<Side> sides) {

    }

    /**
     * @param found in the file; empty where it says nothing
     * @param now in the draft; empty where it says nothing
     */
    record Side(String label, String found, String now) {

        public boolean same() {
            return this.found.equals(this.now);
        }

        public boolean blank() {
            return Texts.isBlank(this.found);
        }

    }

}
