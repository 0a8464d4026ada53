package org.sanxing.notification;

import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Receivers, what could not be delivered, wording: for the system administrator. */
@RestController
@RequestMapping("/api/v1/admin/notices")
@Tag(name = "Notice channels")
class NoticeAdminApi {

    private final Administrators administrators;

    private final NoticeChannels channels;

    private final KeepChannels keepChannels;

    private final KeepDeliveries deliveries;

    private final TryOutChannel tryOut;

    private final NoticeWordings wordings;

    NoticeAdminApi(Administrators administrators, NoticeChannels channels, KeepChannels keepChannels,
            KeepDeliveries deliveries, TryOutChannel tryOut, NoticeWordings wordings) {
        this.administrators = administrators;
        this.channels = channels;
        this.keepChannels = keepChannels;
        this.deliveries = deliveries;
        this.tryOut = tryOut;
        this.wordings = wordings;
    }

    @GetMapping("/channels")
    @Operation(operationId = "listChannels")
    Page<ChannelView> channels(@Parameter(hidden = true) @CurrentPerson Person me) {
        this.administrators.require(me.account());
        return new Page<>(this.channels.all().stream().map(ChannelView::of).toList(), null);
    }

    @PostMapping("/channels")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addChannel")
    ChannelView add(@Parameter(hidden = true) @CurrentPerson Person me, @RequestBody ChannelBody body) {
        return ChannelView.of(this.keepChannels.add(me.account(), body.kind(), body.details()));
    }

    @GetMapping("/channels/{id}")
    @Operation(operationId = "getChannel")
    ChannelView channel(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id) {
        this.administrators.require(me.account());
        return ChannelView.of(this.keepChannels.get(id));
    }

    @PutMapping("/channels/{id}")
    @Operation(operationId = "changeChannel")
    ChannelView change(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id,
            @RequestBody ChannelBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision) {
        return ChannelView.of(this.keepChannels.change(me.account(), id, body.details(), IfMatch.revision(revision)));
    }

    @DeleteMapping("/channels/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeChannel")
    void remove(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id) {
        this.keepChannels.remove(me.account(), id);
    }

    @PostMapping("/channels/{id}/test")
    @Operation(operationId = "testChannel")
    WebhookDispatcher.Tried test(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id) {
        return this.tryOut.execute(me.account(), id);
    }

    @GetMapping("/deliveries")
    @Operation(operationId = "listDeliveries")
    Page<Deliveries.GaveUp> deliveries(@Parameter(hidden = true) @CurrentPerson Person me,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        this.administrators.require(me.account());
        return this.deliveries.page(PageLimit.of(limit), cursor);
    }

    @PostMapping("/deliveries/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "retryDelivery")
    void retry(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id) {
        this.deliveries.tryAgain(id, me.account());
    }

    @PostMapping("/deliveries/retry")
    @Operation(operationId = "retryDeliveries")
    Retried retryAll(@Parameter(hidden = true) @CurrentPerson Person me) {
        return new Retried(this.deliveries.tryAllAgain(me.account()));
    }

    @PostMapping("/deliveries/{id}/drop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "dropDelivery")
    void drop(@Parameter(hidden = true) @CurrentPerson Person me, @PathVariable String id) {
        this.deliveries.drop(id, me.account());
    }

    @GetMapping("/templates")
    @Operation(operationId = "getNoticeTemplates")
    NoticeWordings.Templates templates(@Parameter(hidden = true) @CurrentPerson Person me,
            @Parameter(hidden = true) Locale locale) {
        this.administrators.require(me.account());
        return this.wordings.all(locale);
    }

    /**
     * @param enabled null for yes
     */
    record ChannelBody(@Nullable String kind, @Nullable String name, @Nullable String url, @Nullable String secret,
            @Nullable String language, @Nullable List<String> events, @Nullable List<String> branches,
            @Nullable Boolean enabled) {

        KeepChannels.Details details() {
            return new KeepChannels.Details(this.name, this.url, this.secret,
                    (this.language != null) ? this.language : "zh", this.events, this.branches,
                    this.enabled == null || this.enabled);
        }

    }

    record Retried(int retried) {

    }

}
