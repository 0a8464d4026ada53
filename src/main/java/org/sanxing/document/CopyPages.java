package org.sanxing.document;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the auditor types the code that stands on a piece of paper. */
@Controller
@RequestMapping("/trace/copies")
class CopyPages {

    private final LookUpCopy lookUpCopy;

    private final Auditors auditors;

    private final Organization organization;

    CopyPages(LookUpCopy lookUpCopy, Auditors auditors, Organization organization) {
        this.auditors = auditors;
        this.lookUpCopy = lookUpCopy;
        this.organization = organization;
    }

    @GetMapping
    String find(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String code, Model model) {
        this.auditors.require(me.account());
        if (code != null && !code.isBlank()) {
            Optional<Copy> copy = this.lookUpCopy.execute(code, me.account());
            model.addAttribute("code", code.strip());
            model.addAttribute("asked", true);
            model.addAttribute("mistyped", TraceCode.read(code).isEmpty());
            copy.ifPresent((found) -> {
                model.addAttribute("copy", found);
                model.addAttribute("reader", this.organization.find(found.account()).orElse(null));
            });
        }
        return "document/copies";
    }

}
