package org.sanxing.procedure.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.ModelVersions;
import org.sanxing.procedure.Procedures;
import org.sanxing.procedure.Rehearsal;
import org.sanxing.workflow.ChangedModels;
import org.sanxing.workflow.Models;

/**
 * The versions of each procedure, and the rehearsal of a changed one. Files that are sent
 * are read, checked and played; nothing of them is kept. The system administrator, who
 * sees no content, is shown the numbers of cases.
 */
@Controller
@RequestMapping("/admin/procedures")
class ModelPages {

    private static final int MOST_FILES = 50;

    /** Some browsers send the folders along. */
    private static final Pattern FILE = Pattern.compile("(?:.*[/\\\\])?([\\w-]+\\.(bpmn|dmn|form))");

    private final Procedures procedures;

    private final ModelVersions versions;

    private final ChangedModels changed;

    private final Rehearsal rehearsal;

    private final Organization organization;

    private final MessageSource messages;

    ModelPages(Procedures procedures, ModelVersions versions, ChangedModels changed, Rehearsal rehearsal,
            Organization organization, MessageSource messages) {
        this.procedures = procedures;
        this.versions = versions;
        this.changed = changed;
        this.rehearsal = rehearsal;
        this.organization = organization;
        this.messages = messages;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        Roles.requireSystemAdministrator(this.organization, me.account());
    }

    @GetMapping
    String list(Locale locale, Model model) {
        model.addAttribute("listed", this.procedures.all().stream().map((declared) -> {
            List<ModelVersions.ModelVersion> all = this.versions.of(declared.key());
            int running = all.stream().mapToInt(ModelVersions.ModelVersion::running).sum();
            ModelVersions.ModelVersion newest = all.get(all.size() - 1);
            return new Listed(declared, declared.name().in(locale), newest, running, running - newest.running(),
                    all.stream().mapToInt(ModelVersions.ModelVersion::ended).sum());
        }).toList());
        return "procedure/models";
    }

    /** What an office's clerk takes to his own computer, to draw. */
    @GetMapping("/kit.zip")
    void kit(Locale locale, HttpServletResponse response) throws IOException {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
            .filename(this.messages.getMessage("procedure.models.kit.file", null, locale), StandardCharsets.UTF_8)
            .build()
            .toString());
        this.changed.write(response.getOutputStream());
    }

    /** Two versions side by side: the last two where none are named. */
    @GetMapping("/{key}")
    String versions(@PathVariable String key, @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to, Locale locale, Model model) {
        Declaration declared = this.procedures.get(key);
        List<ModelVersions.ModelVersion> all = this.versions.of(key);
        int second = (to != null) ? to : all.size();
        int first = (from != null) ? from : Math.max(1, second - 1);
        opening(declared, List.of(), locale, model);
        model.addAttribute("versions", all);
        model.addAttribute("from", first);
        model.addAttribute("to", second);
        model.addAttribute("difference", this.versions.difference(key, first, second, locale));
        model.addAttribute("before", this.versions.diagram(key, first));
        model.addAttribute("after", (first != second) ? this.versions.diagram(key, second) : null);
        return "procedure/versions";
    }

    private static void opening(Declaration declared, List<?> errors, Locale locale, Model model) {
        model.addAttribute("declared", declared);
        model.addAttribute("name", declared.name().in(locale));
        model.addAttribute("errors", errors);
    }

    /** An empty frame, which draws what the page around it holds. */
    @GetMapping("/{key}/diagram")
    String diagram(@PathVariable String key) {
        this.procedures.get(key);
        return "procedure/diagram";
    }

    @PostMapping("/{key}/rehearsal")
    String rehearse(@CurrentPerson Person me, @PathVariable String key,
            @RequestParam(required = false) @Nullable List<MultipartFile> file, Locale locale,
            HttpServletResponse response, Model model) throws IOException {
        Declaration declared = this.procedures.get(key);
        Models models;
        try {
            models = this.changed.read().with(sent(key, (file != null) ? file : List.of()));
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            String page = versions(key, null, null, locale, model);
            model.addAttribute("errors", refused.errors());
            return page;
        }
        Rehearsal.Rehearsed rehearsed = this.rehearsal.execute(me.account(), key, models, locale);
        opening(declared, List.of(), locale, model);
        model.addAttribute("faults", rehearsed.faults());
        if (rehearsed.faults().isEmpty()) {
            model.addAttribute("report",
                    rehearsed.procedures().stream().findFirst().orElseThrow(() -> new NotFound("procedure")));
            model.addAttribute("difference", this.versions.difference(key, models, locale));
            model.addAttribute("before", this.versions.diagram(key, this.versions.of(key).size()));
            model.addAttribute("after", this.versions.diagram(key, models));
        }
        return "procedure/rehearsed";
    }

    /** By the paths that they would have in the folder of models. */
    private static Map<String, byte[]> sent(String key, List<MultipartFile> files) throws IOException {
        Map<String, byte[]> sent = new HashMap<>();
        for (MultipartFile file : files) {
            String name = (file.getOriginalFilename() != null) ? file.getOriginalFilename() : "";
            // What a browser sends where nothing was chosen.
            if (!name.isEmpty()) {
                Matcher matcher = FILE.matcher(name);
                if (!matcher.matches() || sent.size() == MOST_FILES) {
                    throw new InvalidInput("file", "models-files", name, MOST_FILES);
                }
                sent.put((matcher.group(2).equals("form") ? "forms/" : "processes/") + key + "/" + matcher.group(1),
                        file.getBytes());
            }
        }
        return sent;
    }

    /**
     * @param running how many cases are on their way, on all versions
     * @param earlier how many of these are on earlier ones
     * @param ended on all
     */
    record Listed(Declaration declared, String name, ModelVersions.ModelVersion newest, int running, int earlier,
            int ended) {

    }

}
