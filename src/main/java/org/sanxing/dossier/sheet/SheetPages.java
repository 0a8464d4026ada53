package org.sanxing.dossier.sheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.ledger.LedgerQuery;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;

/** The ledger as Excel, filtered as its list is. */
@Controller
@Tag(name = "Ledger")
class SheetPages {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final LedgerSheet sheet;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    SheetPages(LedgerSheet sheet, WorkingCalendar calendar, MessageSource messages) {
        this.sheet = sheet;
        this.calendar = calendar;
        this.messages = messages;
    }

    @GetMapping({ "/ledger/entries.xlsx", "/api/v1/ledger/entries.xlsx" })
    @Operation(summary = "The entries that the caller may read, filtered, as Excel")
    @ResponseBody
    void excel(@CurrentPerson Person me, @ModelAttribute LedgerQuery.Parameters parameters,
            HttpServletResponse response) throws IOException {
        this.sheet.record(parameters, me.account());
        String name = this.messages.getMessage("sheet.file", new Object[] { this.calendar.today().toString() },
                Locale.SIMPLIFIED_CHINESE);
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
        this.sheet.write(parameters.query(), me.account(), response.getOutputStream());
    }

}
