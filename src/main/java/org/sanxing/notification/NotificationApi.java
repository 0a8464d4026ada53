package org.sanxing.notification;

import java.time.Clock;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Texts;
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
    @Operation(operationId = "listNotifications")
    Page<Message> list(@Parameter(hidden = true) @CurrentPerson Person me,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String event, @RequestParam(required = false) @Nullable String of,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) Locale locale) {
        return this.messages.page(me.account(), new MessageRepository.Filter(unread, given(event), given(of)),
                PageLimit.of(limit), cursor, locale);
    }

    @GetMapping("/kinds")
    @Operation(operationId = "listNotificationKinds")
    Page<MessageRepository.Kind> kinds(@Parameter(hidden = true) @CurrentPerson Person me,
            @Parameter(hidden = true) Locale locale) {
        return new Page<>(this.messages.kinds(me.account(), locale), null);
    }

    @PostMapping("/{id}/read")
    @Transactional
    @Operation(operationId = "readNotification")
    public Message read(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id,
            @Parameter(hidden = true) Locale locale) {
        this.messages.markRead(me.account(), id, this.clock.instant());
        return this.messages.get(me.account(), id, locale);
    }

    @PostMapping("/{id}/unread")
    @Transactional
    @Operation(operationId = "unreadNotification")
    public Message unread(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id,
            @Parameter(hidden = true) Locale locale) {
        this.messages.markUnread(me.account(), id);
        return this.messages.get(me.account(), id, locale);
    }

    @PostMapping("/read")
    @Transactional
    @Operation(operationId = "readNotifications")
    public Marked readAll(@Parameter(hidden = true) @CurrentPerson Person me,
            @RequestParam(required = false) @Nullable String event) {
        return new Marked(this.messages.markAllRead(me.account(), given(event), this.clock.instant()));
    }

    /** An empty field of a form asks for nothing. */
    static @Nullable String given(@Nullable String field) {
        return Texts.isBlank(field) ? null : field;
    }

    /**
     * @param read how many were unread
     */
    record Marked(int read) {

    }

}
