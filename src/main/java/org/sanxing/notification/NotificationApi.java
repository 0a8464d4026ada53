package org.sanxing.notification;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications")
class NotificationApi {

    private final MessageRepository messages;

    private final Clock clock;

    NotificationApi(MessageRepository messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "List my messages, newest first")
    Page<Message> list(@Parameter(hidden = true) @CurrentPerson Person me,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Locale locale) {
        return this.messages.page(me.account(), unread, PageLimit.of(limit), cursor, locale);
    }

    @PostMapping("/{id}/read")
    @Transactional
    @Operation(summary = "Mark a message as read")
    public Message read(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id,
            @Parameter(hidden = true) Locale locale) {
        this.messages.markRead(me.account(), id, this.clock.instant());
        return this.messages.find(me.account(), id, locale).orElseThrow(() -> new NotFound("notification"));
    }

    @PostMapping("/read")
    @Transactional
    @Operation(summary = "Mark all my messages as read")
    public Map<String, Integer> readAll(@Parameter(hidden = true) @CurrentPerson Person me) {
        return Map.of("read", this.messages.markAllRead(me.account(), this.clock.instant()));
    }

}
