package org.sanxing.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/notices")
@Tag(name = "Notifications")
class NoticeSettingsApi {

    private final KeepNoticeSettings settings;

    NoticeSettingsApi(KeepNoticeSettings settings) {
        this.settings = settings;
    }

    @GetMapping
    @Operation(operationId = "getNoticeSettings")
    KeepNoticeSettings.Shown show(@Parameter(hidden = true) @CurrentPerson Person me,
            @Parameter(hidden = true) Locale locale) {
        return this.settings.show(me, locale);
    }

    @PutMapping
    @Operation(operationId = "changeNoticeSettings")
    KeepNoticeSettings.Shown change(@Parameter(hidden = true) @CurrentPerson Person me, @RequestBody Body body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            @Parameter(hidden = true) Locale locale) {
        Map<String, String> choices = new LinkedHashMap<>();
        if (body.events() != null) {
            body.events()
                .forEach((choice) -> choices.put(String.valueOf(choice.event()), String.valueOf(choice.mail())));
        }
        KeepNoticeSettings.Quiet quiet = body.quiet();
        this.settings
            .change(new KeepNoticeSettings.Command(me.account(), body.language(), (quiet != null) ? quiet.from() : null,
                    (quiet != null) ? quiet.to() : null, body.digestHour(), choices, IfMatch.revision(revision)));
        return this.settings.show(me, locale);
    }

    /**
     * @param quiet {@code HH:mm} each; null for no quiet hours
     * @param digestHour 0 to 23; null leaves it
     */
    record Body(@Nullable String language, KeepNoticeSettings.@Nullable Quiet quiet, @Nullable Integer digestHour,
            @Nullable List<KeepNoticeSettings.Choice> events) {

    }

}
