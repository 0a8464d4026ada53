package org.sanxing.tasks.web;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What was decided, as its own step says it: to refuse is not the same everywhere.
 */
@Component("decisionWords")
class DecisionWords {

    private static final String KEY = "tasks.decision.";

    /** By which the matter does not go on as it was asked for. */
    private static final Set<String> AGAINST = Set.of("return", "refuse", "redo", "disagree", "withdrawn");

    private final MessageSource messages;

    DecisionWords(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * @param decision null where it ended without one
     */
    public String of(String kind, @Nullable String decision) {
        Locale locale = LocaleContextHolder.getLocale();
        String word = Objects.requireNonNullElse(decision, "none");
        String own = this.messages.getMessage(KEY + kind + "." + word, null, null, locale);
        return (own != null) ? own : this.messages.getMessage(KEY + word, null, locale);
    }

    /** Name of the style in which it is shown; empty for one that takes no side. */
    public String style(@Nullable String decision) {
        return "abstain".equals(decision) ? ""
                : (decision != null && AGAINST.contains(decision)) ? "sx-state-returned" : "sx-state-done";
    }

}
