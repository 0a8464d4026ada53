package org.sanxing.ledger;

import java.security.Principal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Gives the pages of the ledger the tabs above them; nothing is asked before they are
 * drawn.
 */
@ControllerAdvice
class LedgerTabs {

    private final List<LedgerPart> parts;

    LedgerTabs(List<LedgerPart> parts) {
        this.parts = parts;
    }

    @ModelAttribute("ledgerTabs")
    Tabs tabs(@Nullable Principal principal) {
        return new Tabs(this.parts, (principal != null) ? principal.getName() : "");
    }

    record Tabs(List<LedgerPart> parts, String account) {

        public List<LedgerPart> open() {
            return this.parts.stream().filter((part) -> part.opensTo(this.account)).toList();
        }

    }

}
