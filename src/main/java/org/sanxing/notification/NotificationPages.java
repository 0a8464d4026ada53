package org.sanxing.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Confirmation;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/notifications")
class NotificationPages {

    private final MessageRepository messages;

    private final MessageTexts texts;

    private final Clock clock;

    private final ZoneId zone;

    NotificationPages(MessageRepository messages, MessageTexts texts, Clock clock, ZoneId zone) {
        this.messages = messages;
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String event, @RequestParam(required = false) @Nullable String of,
            @RequestParam(required = false) @Nullable String cursor, Locale locale, Model model) {
        String kind = NotificationApi.given(event);
        String several = NotificationApi.given(of);
        Page<Message> page = this.messages.page(me.account(), new MessageRepository.Filter(unread, kind, several),
                PageLimit.DEFAULT, cursor, locale);
        if (several != null) {
            model.addAttribute("of", this.messages.get(me.account(), several, locale));
        }
        Map<LocalDate, List<Message>> days = new LinkedHashMap<>();
        for (Message message : page.items()) {
            days.computeIfAbsent(message.createdAt().atZone(this.zone).toLocalDate(), (day) -> new ArrayList<>())
                .add(message);
        }
        List<MessageRepository.Kind> kinds = this.messages.kinds(me.account(), locale);
        model.addAttribute("days", days);
        model.addAttribute("kinds", kinds);
        model.addAttribute("event", kind);
        model.addAttribute("eventName", (kind != null) ? this.texts.name(kind, locale) : null);
        model.addAttribute("unreadOnly", unread);
        model.addAttribute("unreadThere",
                kinds.stream()
                    .filter((one) -> kind == null || one.event().equals(kind))
                    .mapToInt(MessageRepository.Kind::unread)
                    .sum());
        model.addAttribute("next", page.next());
        model.addAttribute("later", !Texts.isBlank(cursor));
        return "notification/list";
    }

    /**
     * Marks the message as read and goes where it leads. A link that somebody follows
     * twice does no harm, which is why it may be a GET.
     */
    @GetMapping("/{id}/open")
    String open(@CurrentPerson Person me, @PathVariable String id, Locale locale) {
        Message message = this.messages.get(me.account(), id, locale);
        this.messages.markRead(me.account(), id, this.clock.instant());
        return "redirect:" + local(message.link());
    }

    @PostMapping("/read")
    String readAll(@CurrentPerson Person me, @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String event, RedirectAttributes redirect) {
        int read = this.messages.markAllRead(me.account(), NotificationApi.given(event), this.clock.instant());
        redirect.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.list.all-read", read));
        return back(unread, event, redirect);
    }

    /** To htmx the row alone; the counts in the frame are told to look again. */
    @PostMapping("/{id}/{state:read|unread}")
    String mark(@CurrentPerson Person me, @PathVariable String id, @PathVariable String state,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String event,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx, HttpServletResponse response,
            Locale locale, Model model, RedirectAttributes redirect) {
        if (state.equals("read")) {
            this.messages.markRead(me.account(), id, this.clock.instant());
        }
        else {
            this.messages.markUnread(me.account(), id);
        }
        if (!htmx) {
            return back(unread, event, redirect);
        }
        model.addAttribute("message", this.messages.get(me.account(), id, locale));
        model.addAttribute("unreadOnly", unread);
        model.addAttribute("event", NotificationApi.given(event));
        response.setHeader("HX-Trigger", "sx-counts");
        return "notification/_row :: row";
    }

    private static String back(boolean unread, @Nullable String event, RedirectAttributes redirect) {
        if (unread) {
            redirect.addAttribute("unread", true);
        }
        if (NotificationApi.given(event) != null) {
            redirect.addAttribute("event", event);
        }
        return "redirect:/notifications";
    }

    /** Never leaves the application, whatever a caller put into the notice. */
    private static String local(String link) {
        return (link.startsWith("/") && !link.startsWith("//") && !link.contains("\\")) ? link : "/notifications";
    }

}
