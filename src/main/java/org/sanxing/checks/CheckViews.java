package org.sanxing.checks;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        List<RemedyView> remedies = found.remedies()
            .stream()
            .map((remedy) -> new RemedyView(remedy.id(), name(remedy), remedy.person(), remedy.reasoned()))
            .toList();
        return new FindingView(kind, found.id(), found.reason(), text(kind, found), found.caseId(), found.holder(),
                found.since(), found.detail(), remedies);
    }

    String name(Remedy remedy) {
        return say("checks.remedy." + remedy.id());
    }

    private String text(String kind, DeadEnd found) {
        List<String> words = new ArrayList<>();
        for (String argument : found.arguments()) {
            words.add(word(argument));
        }
        return say("checks." + kind + "." + found.reason(), words.toArray());
    }

    /** Kinds of tasks, channels, events and times have names of their own. */
    private String word(String argument) {
        for (String key : List.of("tasks.kind." + argument, "checks.channel." + argument,
                "notice." + argument + ".name")) {
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
    record FindingView(String kind, String id, String reason, String text, @Nullable String caseId,
            @Nullable String holder, Instant since, @Nullable String detail, List<RemedyView> remedies) {

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", this.kind);
            json.put("id", this.id);
            json.put("reason", this.reason);
            json.put("text", this.text);
            json.put("caseId", this.caseId);
            json.put("since", this.since);
            json.put("detail", this.detail);
            json.put("remedies", this.remedies.stream().map(RemedyView::json).toList());
            return json;
        }

    }

    record RemedyView(String id, String name, boolean person, boolean reasoned) {

        Map<String, Object> json() {
            List<String> needs = new ArrayList<>();
            if (this.person) {
                needs.add("to");
            }
            if (this.reasoned) {
                needs.add("reason");
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", this.id);
            json.put("name", this.name);
            json.put("needs", needs);
            return json;
        }

    }

}
