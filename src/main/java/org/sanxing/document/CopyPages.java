package org.sanxing.document;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where the auditor types the code that stands on a piece of paper. */
@Controller
class CopyPages {

    private final CopyRegister copies;

    private final Organization organization;

    CopyPages(CopyRegister copies, Organization organization) {
        this.copies = copies;
        this.organization = organization;
    }

    @GetMapping("/trace/copies")
    String find(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String code, Model model) {
        this.copies.requireAuditor(me.account());
        if (!Texts.isBlank(code)) {
            Optional<Copy> copy = this.copies.lookUp(code, me.account());
            model.addAttribute("code", Texts.strip(code));
            model.addAttribute("asked", true);
            model.addAttribute("mistyped", TraceCode.read(code).isEmpty());
            copy.ifPresent((found) -> {
                model.addAttribute("copy", found);
                model.addAttribute("reader", this.organization.find(found.account()).orElse(null));
            });
        }
        return "document/copies";
    }

    /**
     * Puts the code into the margin of each printed page, which only a style sheet can.
     */
    @GetMapping(path = "/copies/{code}/page.css", produces = "text/css;charset=UTF-8")
    @ResponseBody
    String page(@PathVariable String code) {
        String shown = TraceCode.read(code).orElseThrow(() -> new NotFound("copy")).toString();
        String box = "{ content: \"" + shown + "\"; padding-top: 5mm; vertical-align: top; color: #767676; "
                + "font: 7.5pt SimSun, serif; }";
        return "@page :right { @bottom-left " + box + " }\n@page :left { @bottom-right " + box + " }\n";
    }

}
