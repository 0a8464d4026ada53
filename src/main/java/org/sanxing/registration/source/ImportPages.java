package org.sanxing.registration.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.SheetUpload;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.registration.source.ImportStore.Import;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a branch imports a file: choose, look, confirm. */
@Controller
@RequestMapping("/ledger/import")
class ImportPages {

    private final ImportEntries importEntries;

    private final SheetUpload upload;

    private final ImportStore store;

    private final ImportTemplate template;

    private final ImportVocabulary words;

    private final BeginImported beginImported;

    private final RegistrationTarget target;

    private final Organization organization;

    private final Campaigns campaigns;

    private final LedgerNames.Source names;

    private final TransactionTemplate transaction;

    ImportPages(ImportEntries importEntries, SheetUpload upload, ImportStore store, ImportTemplate template,
            ImportVocabulary words, BeginImported beginImported, RegistrationTarget target, Organization organization,
            Campaigns campaigns, LedgerNames.Source names, TransactionTemplate transaction) {
        this.importEntries = importEntries;
        this.upload = upload;
        this.store = store;
        this.template = template;
        this.words = words;
        this.beginImported = beginImported;
        this.target = target;
        this.organization = organization;
        this.campaigns = campaigns;
        this.names = names;
        this.transaction = transaction;
    }

    @GetMapping
    String choose(@CurrentPerson Person me, Model model) {
        return choosing(me, null, Map.of(), model);
    }

    @PostMapping
    String upload(@CurrentPerson Person me, @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam Map<String, String> typed, HttpServletResponse response, Model model) {
        try {
            String id = this.upload.receive(file, (path, name) -> this.importEntries.keep(path, name,
                    typed.get("branch"), typed.get("campaignId"), me.account()));
            return "redirect:/ledger/import/" + id;
        }
        catch (InvalidInput | Conflict refused) {
            response.setStatus(refused.kind().status());
            return choosing(me, refused, typed, model);
        }
    }

    private String choosing(Person me, @Nullable Refusal refused, Map<String, String> typed, Model model) {
        model.addAttribute("branches", this.target.branches(me.account()));
        model.addAttribute("campaigns", this.campaigns.titles());
        model.addAttribute("typed", typed);
        model.addAttribute("errors", (refused instanceof InvalidInput invalid) ? invalid.errors() : List.of());
        model.addAttribute("refusal", (refused instanceof InvalidInput) ? null : refused);
        return "registration/import";
    }

    @GetMapping("/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        response.setContentType(ImportApi.XLSX);
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment()
                    .filename(this.words.chinese("sources.template.file"), java.nio.charset.StandardCharsets.UTF_8)
                    .build()
                    .toString());
        this.template.write(response.getOutputStream());
    }

    @GetMapping("/{id}")
    String show(@CurrentPerson Person me, @PathVariable String id, Model model) {
        Import kept = this.store.get(id, me.account());
        model.addAttribute("kept", kept);
        model.addAttribute("words", this.words);
        model.addAttribute("known", this.names.with(this.organization.staff().stream().map(Person::account).toList()));
        if (kept.state().equals(Import.PREVIEWED)) {
            try {
                model.addAttribute("preview", this.importEntries.preview(kept));
            }
            catch (InvalidInput refused) {
                model.addAttribute("errors", refused.errors());
            }
        }
        else {
            model.addAttribute("progress", this.beginImported.progress(id));
            model.addAttribute("begun", this.store.begun(id));
        }
        return "registration/import-preview";
    }

    @PostMapping("/{id}/register")
    String register(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        Import kept = this.store.get(id, me.account());
        if (!kept.state().equals(Import.REGISTERED)) {
            if (kept.rows() <= ImportEntries.AT_ONCE) {
                try {
                    Import done = this.importEntries.execute(id, me.account(), (rows) -> {
                    });
                    after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("sources.flash.imported",
                            done.rows(), String.valueOf(done.firstNumber()), String.valueOf(done.lastNumber())));
                }
                catch (InvalidInput refused) {
                    // Somebody left meanwhile, say: the preview names the cells.
                    after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("sources.flash.not-imported"));
                }
            }
            else {
                this.beginImported.register(id, me.account());
            }
        }
        return "redirect:/ledger/import/" + id;
    }

    @PostMapping("/{id}/discard")
    String discard(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        this.store.get(id, me.account());
        this.transaction.executeWithoutResult((status) -> this.store.lock(id)
            .filter((one) -> one.state().equals(Import.PREVIEWED))
            .ifPresent((one) -> this.store.remove(id)));
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("sources.flash.discarded"));
        return "redirect:/ledger/import";
    }

}
