package org.sanxing.roster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.SheetUpload;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.organization.Approvals;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.ImportOrganization.Imported;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Roles;

import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the system administrator brings in a whole organisation: choose, look, ask. */
@Controller
@RequestMapping("/admin/organization/import")
class RosterPages {

    private static final String PAGE = "roster/import";

    private final ImportRoster importRoster;

    private final SheetUpload upload;

    private final RosterTemplate template;

    private final RosterWords words;

    private final Organization organization;

    RosterPages(ImportRoster importRoster, SheetUpload upload, RosterTemplate template, RosterWords words,
            Organization organization) {
        this.importRoster = importRoster;
        this.upload = upload;
        this.template = template;
        this.words = words;
        this.organization = organization;
    }

    @ModelAttribute
    void page(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String reason, Model model) {
        Roles.requireSystemAdministrator(this.organization, me.account());
        model.addAttribute("words", this.words);
        model.addAttribute("reason", reason);
    }

    @GetMapping
    String choose() {
        return PAGE;
    }

    /**
     * @param look to see what stands in the file and what is wrong, and no more
     */
    @PostMapping
    String bring(@CurrentPerson Person me, @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String look, HttpServletResponse response, Model model,
            RedirectAttributes after) {
        try {
            return this.upload.receive(file, (path, name) -> {
                ImportRoster.Looked looked = this.importRoster.look(me.account(), path, name);
                if (look != null || looked.file().faultCount() > 0) {
                    model.addAttribute("name", name);
                    model.addAttribute("rows", looked.file().rows());
                    model.addAttribute("gives", looked.gives());
                    model.addAttribute("faults", looked.file().faults());
                    model.addAttribute("faultCount", looked.file().faultCount());
                    model.addAttribute("hidden", looked.file().hidden());
                    model.addAttribute("unread", looked.file().unread());
                    response.setStatus((look != null) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST);
                    return PAGE;
                }
                return asked(this.importRoster.ask(me.account(), looked.file(), reason), model, after);
            });
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("errors", (refused instanceof InvalidInput invalid) ? invalid.errors() : List.of());
            model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
            return PAGE;
        }
    }

    private static String asked(Approvals.Asked asked, Model model, RedirectAttributes after) {
        if (asked.done() instanceof Imported done) {
            after.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of("roster.done", done.departments(), done.branches()));
            return "redirect:/admin/organization";
        }
        if (asked.firstHalf() == null) {
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("approvals.asked"));
            return "redirect:/admin/approvals";
        }
        // Shown at once, without a redirect: for that it would have to be kept.
        model.addAttribute("half", asked.firstHalf());
        model.addAttribute("done", "approvals.asked");
        return "organization/approval-half";
    }

    @GetMapping("/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        response.setContentType(RosterApi.XLSX);
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment()
                    .filename(this.words.chinese("roster.template.file"), StandardCharsets.UTF_8)
                    .build()
                    .toString());
        this.template.write(response.getOutputStream());
    }

}
