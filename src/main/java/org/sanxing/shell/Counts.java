package org.sanxing.shell;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The counts in the frame, which the page asks for again while somebody looks at it. */
@Controller
class Counts {

    /**
     * @param seen what the page shows already: nothing is sent where it is still so
     */
    @GetMapping("/nav-counts")
    Object counts(@ModelAttribute(name = ShellAdvice.ATTRIBUTE, binding = false) Shell shell,
            @RequestParam(required = false) @Nullable String seen) {
        return shell.seen().equals(seen) ? ResponseEntity.noContent().build() : "shell/_counts :: counts";
    }

}
