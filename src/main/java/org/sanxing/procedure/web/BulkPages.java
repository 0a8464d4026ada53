package org.sanxing.procedure.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

import org.sanxing.attachment.FileType;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.procedure.CaseFiles;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Procedures;

/** Many cases of a procedure at once, from an Excel file with a case in each row. */
@Controller
@RequestMapping("/procedures/{key}/bulk")
class BulkPages {

    private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {
    };

    private final Procedures procedures;

    private final CaseFiles files;

    private final BulkSheet sheet;

    private final JsonMapper json;

    private final TransactionTemplate transaction;

    BulkPages(Procedures procedures, CaseFiles files, BulkSheet sheet, JsonMapper json,
            TransactionTemplate transaction) {
        this.procedures = procedures;
        this.files = files;
        this.sheet = sheet;
        this.json = json;
        this.transaction = transaction;
    }

    /** What everybody begins for themselves nobody begins by the dozen. */
    static boolean offered(Declaration declared) {
        return !declared.starters().contains("all");
    }

    private Declaration startable(String key, Person me) {
        Declaration declared = this.procedures.get(key);
        if (!offered(declared) || !this.procedures.mayStart(declared, me.account())) {
            throw new Forbidden("not-a-starter");
        }
        return declared;
    }

    @GetMapping
    String choose(@CurrentPerson Person me, @PathVariable String key, Model model) {
        model.addAttribute("declared", startable(key, me));
        model.addAttribute("errors", List.of());
        return "procedure/bulk";
    }

    @GetMapping("/template.xlsx")
    void template(@CurrentPerson Person me, @PathVariable String key, HttpServletResponse response) throws IOException {
        Declaration declared = startable(key, me);
        response.setContentType(FileType.XLSX.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(declared.name().chinese() + ".xlsx", StandardCharsets.UTF_8)
                    .build()
                    .toString());
        this.sheet.template(declared, me.account(), response.getOutputStream());
    }

    /** Says what would be begun; nothing is kept. */
    @PostMapping
    String preview(@CurrentPerson Person me, @PathVariable String key,
            @RequestParam(required = false) @Nullable MultipartFile file, HttpServletResponse response, Model model) {
        Declaration declared = startable(key, me);
        try {
            return preview(declared, me, this.sheet.read(declared, me.account(), file), model);
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            model.addAttribute("declared", declared);
            model.addAttribute("errors", refused.errors());
            return "procedure/bulk";
        }
    }

    private String preview(Declaration declared, Person me, BulkSheet.Sent sent, Model model) {
        List<BulkSheet.Row> checked = this.sheet.checked(declared, me.account(), sent.rows());
        model.addAttribute("declared", declared);
        model.addAttribute("columns", BulkSheet.columns(declared));
        model.addAttribute("rows", checked);
        model.addAttribute("wrong", checked.stream().filter((row) -> !row.errors().isEmpty()).count());
        model.addAttribute("unread", sent.unread());
        model.addAttribute("sent",
                sent.rows().stream().map((row) -> this.json.writeValueAsString(row.data())).toList());
        model.addAttribute("key", Ids.next());
        return "procedure/bulk-preview";
    }

    /** All of them, or none. */
    @PostMapping("/start")
    String start(@CurrentPerson Person me, @PathVariable String key, HttpServletRequest request,
            HttpServletResponse response, Model model, RedirectAttributes redirect) {
        Declaration declared = startable(key, me);
        List<Map<String, Object>> rows = new ArrayList<>();
        try {
            Stream.of(Objects.requireNonNullElse(request.getParameterValues("row"), new String[0]))
                .forEach((one) -> rows.add(this.json.readValue(one, ROW)));
        }
        catch (JacksonException ex) {
            throw new InvalidInput("row", "wrong-type", "row");
        }
        if (rows.isEmpty() || rows.size() > BulkSheet.MOST) {
            throw new InvalidInput("row", "wrong-type", "row");
        }
        try {
            this.transaction.executeWithoutResult((status) -> rows.forEach((data) -> {
                String id = this.files.begin(key, data, me.account()).id();
                this.files.submit(id, null, me.account(), null);
            }));
        }
        catch (InvalidInput refused) {
            response.setStatus(refused.kind().status());
            return preview(declared, me, new BulkSheet.Sent(
                    rows.stream().map((data) -> new BulkSheet.Typed(0, data, List.of())).toList(), List.of()), model);
        }
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("procedure.bulk.started", rows.size()));
        return "redirect:/procedures/" + key;
    }

}
