package org.sanxing.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a person chooses how to be told. */
@Controller
@RequestMapping("/account/notices")
class NoticeSettingsPages {

    private static final String CHOICE = "mail.";

    private final KeepNoticeSettings settings;

    NoticeSettingsPages(KeepNoticeSettings settings) {
        this.settings = settings;
    }

    @GetMapping
    String show(@CurrentPerson Person me, Locale locale, Model model) {
        KeepNoticeSettings.Shown shown = this.settings.show(me, locale);
        KeepNoticeSettings.Quiet quiet = shown.quiet();
        Map<String, String> chosen = new LinkedHashMap<>();
        shown.events().forEach((choice) -> chosen.put(choice.event(), String.valueOf(choice.mail())));
        return page(shown,
                new KeepNoticeSettings.Command(me.account(), shown.language(), (quiet != null) ? quiet.from() : null,
                        (quiet != null) ? quiet.to() : null, shown.digestHour(), chosen, shown.revision()),
                model);
    }

    @PostMapping
    String change(@CurrentPerson Person me, @RequestParam Map<String, String> sent, Locale locale, Model model,
            RedirectAttributes after) {
        Map<String, String> chosen = new LinkedHashMap<>();
        sent.forEach((name, choice) -> {
            if (name.startsWith(CHOICE)) {
                chosen.put(name.substring(CHOICE.length()), choice);
            }
        });
        KeepNoticeSettings.Command command = new KeepNoticeSettings.Command(me.account(), sent.get("language"),
                sent.get("quietFrom"), sent.get("quietTo"), number(sent.get("digestHour")), chosen,
                number(sent.get("revision")));
        try {
            this.settings.change(command);
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.settings.saved"));
            return "redirect:/account/notices";
        }
        catch (InvalidInput | Conflict ex) {
            refused(ex, model);
            return page(this.settings.show(me, locale), command, model);
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return Texts.isBlank(text) ? null : Integer.valueOf(Texts.strip(text));
        }
        catch (NumberFormatException ex) {
            return -1;
        }
    }

    private static String page(KeepNoticeSettings.Shown shown, KeepNoticeSettings.Command form, Model model) {
        model.addAttribute("settings", shown);
        model.addAttribute("form", form);
        model.addAttribute("hours", IntStream.range(0, 24).boxed().toList());
        model.addAttribute("choices", List.of(MailChoice.NOW.id(), MailChoice.DIGEST.id(), MailChoice.NONE.id()));
        return "notification/settings";
    }

    /** What {@code notification/_form.html} shows of a refusal. */
    static void refused(Refusal refusal, Model model) {
        model.addAttribute("refusal", refusal);
        model.addAttribute("errors", (refusal instanceof InvalidInput invalid) ? invalid.errors() : List.of());
    }

}
