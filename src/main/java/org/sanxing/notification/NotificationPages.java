package org.sanxing.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Flash;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/notifications")
class NotificationPages {

    private final MessageRepository messages;

    private final Clock clock;

    private final ZoneId zone;

    NotificationPages(MessageRepository messages, Clock clock, @Value("${sanxing.zone:Asia/Shanghai}") ZoneId zone) {
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping
    String list(@CurrentPerson Person me, @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String cursor, Locale locale, Model model) {
        Page<Message> page = this.messages.page(me.account(), unread, PageLimit.DEFAULT, cursor, locale);
        Map<LocalDate, List<Message>> days = new LinkedHashMap<>();
        for (Message message : page.items()) {
            days.computeIfAbsent(message.createdAt().atZone(this.zone).toLocalDate(), (day) -> new ArrayList<>())
                .add(message);
        }
        model.addAttribute("days", days);
        model.addAttribute("unreadOnly", unread);
        model.addAttribute("anyUnread", page.items().stream().anyMatch((message) -> message.readAt() == null));
        model.addAttribute("next", page.next());
        model.addAttribute("later", cursor != null && !cursor.isBlank());
        return "notification/list";
    }

    /**
     * Marks the message as read and goes where it leads. A link that somebody follows
     * twice does no harm, which is why it may be a GET.
     */
    @GetMapping("/{id}/open")
    String open(@CurrentPerson Person me, @PathVariable String id, Locale locale) {
        Message message = this.messages.find(me.account(), id, locale).orElseThrow(() -> new NotFound("notification"));
        this.messages.markRead(me.account(), id, this.clock.instant());
        return "redirect:" + local(message.link());
    }

    @PostMapping("/read")
    String readAll(@CurrentPerson Person me, RedirectAttributes redirect) {
        Instant now = this.clock.instant();
        int read = this.messages.markAllRead(me.account(), now);
        redirect.addFlashAttribute(Flash.ATTRIBUTE, Flash.of("notification.list.all-read", read));
        return "redirect:/notifications";
    }

    /** Never leaves the application, whatever a caller put into the notice. */
    private static String local(String link) {
        return (link.startsWith("/") && !link.startsWith("//") && !link.contains("\\")) ? link : "/notifications";
    }

}
