package org.sanxing.checks;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.TimeWords;
import org.sanxing.tasks.DeadEnds.DeadEnd;
import org.sanxing.tasks.DeadEnds.Remedy;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts what the checks found into words, for the page and the API. */
@Component
class CheckViews {

    private final MessageSource messages;

    private final TimeWords times;

    CheckViews(MessageSource messages, TimeWords times) {
        this.messages = messages;
        this.times = times;
    }

    List<GroupView> groups(Checks.Report report) {
        return report.groups()
            .stream()
            .map((group) -> new GroupView(group.kind(), say("checks.kind." + group.kind()), group.more(),
                    group.found().stream().map((found) -> finding(group.kind(), found)).toList()))
            .toList();
    }

    FindingView finding(String kind, DeadEnd found) {
        return new FindingView(kind, found.id(), found.reason(), text(kind, found), found.caseId(), found.since(),
                found.detail(), found.remedies().stream().map(this::remedy).toList());
    }

    private RemedyView remedy(Remedy remedy) {
        List<String> needs = new ArrayList<>();
        if (remedy.person()) {
            needs.add("to");
        }
        if (remedy.reasoned()) {
            needs.add("reason");
        }
        return new RemedyView(remedy.id(), say("checks.remedy." + remedy.id()), needs);
    }

    private String text(String kind, DeadEnd found) {
        return say("checks." + kind + "." + found.reason(), found.arguments().stream().map(this::word).toArray());
    }

    /** Kinds of tasks, channels, roles, events and times have names of their own. */
    private String word(String argument) {
        for (String key : List.of("tasks.kind." + argument, "checks.channel." + argument,
                "organization.role." + argument, "notice." + argument + ".name")) {
            String known = this.messages.getMessage(key, null, null, locale());
            if (known != null) {
                return known;
            }
        }
        if (argument.endsWith("Z") && argument.indexOf('T') > 0) {
            try {
                return this.times.moment(Instant.parse(argument));
            }
            catch (DateTimeParseException ex) {
                return argument;
            }
        }
        return argument;
    }

    String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, key, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    /**
     * @param more whether there are more than listed
     */
    record GroupView(String kind, String name, boolean more, List<FindingView> findings) {

    }

    /**
     * @param text what is wrong, in a sentence
     * @param detail what only an administrator understands; null for none
     */
    record FindingView(String kind, String id, String reason, String text, @Nullable String caseId, Instant since,
            @Nullable String detail, List<RemedyView> remedies) {

    }

    /**
     * @param needs what has to be given with it: {@code to}, {@code reason}
     */
    record RemedyView(String id, String name, List<String> needs) {

    }

}
