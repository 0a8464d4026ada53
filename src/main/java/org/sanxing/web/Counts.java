package org.sanxing.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The counts in the frame, which the page asks for again every minute. */
@Controller
class Counts {

    @GetMapping("/nav-counts")
    String counts() {
        return "web/_counts :: counts";
    }

}
