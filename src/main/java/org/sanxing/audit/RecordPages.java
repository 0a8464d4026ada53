package org.sanxing.audit;

import java.util.List;

import org.sanxing.common.Confirmation;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The state of the record, for the auditor. */
@Controller
@RequestMapping("/trace")
class RecordPages {

    private static final int LISTED = 20;

    private final TraceAccess access;

    private final Verifications verifications;

    private final Checkpoints checkpoints;

    private final CheckpointPlaces places;

    private final CheckpointFile file;

    private final AuditKeys keys;

    private final PurgeChains purge;

    RecordPages(TraceAccess access, Verifications verifications, Checkpoints checkpoints, CheckpointPlaces places,
            CheckpointFile file, AuditKeys keys, PurgeChains purge) {
        this.access = access;
        this.verifications = verifications;
        this.checkpoints = checkpoints;
        this.places = places;
        this.file = file;
        this.keys = keys;
        this.purge = purge;
    }

    @GetMapping("/record")
    String record(Authentication me, Model model) {
        this.access.auditorOnly(me);
        List<Checkpoint> newest = this.checkpoints.newest(LISTED);
        model.addAttribute("checkpoints", newest);
        model.addAttribute("places", this.places.of(newest));
        model.addAttribute("file", this.file.path());
        model.addAttribute("key", this.keys.current());
        model.addAttribute("keptSince", this.purge.since().orElse(null));
        model.addAttribute("purged", this.purge.purged().orElse(null));
        return "audit/record";
    }

    @PostMapping("/verification")
    String verify(Authentication me, RedirectAttributes redirect) {
        this.access.auditorOnly(me);
        redirect.addFlashAttribute("verification", this.verifications.verify(me.getName()));
        return "redirect:/trace/record";
    }

    @PostMapping("/checkpoints")
    String checkpoint(Authentication me, RedirectAttributes redirect) {
        this.access.auditorOnly(me);
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE,
                Confirmation.of("record.made", this.checkpoints.make().number()));
        return "redirect:/trace/record";
    }

}
