package org.sanxing.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The users' words. Which of the many bundles has a word is found out once; what none has
 * is not kept, so that nobody's input fills the memory.
 */
@Component("messageSource")
class Messages extends ResourceBundleMessageSource {

    private final Map<Locale, Map<String, String>> texts = new ConcurrentHashMap<>();

    private final Map<Locale, Map<String, MessageFormat>> formats = new ConcurrentHashMap<>();

    private final ObjectProvider<MoreWords> more;

    Messages(Environment environment, ObjectProvider<MoreWords> more) {
        this.more = more;
        setBasenames(environment.getRequiredProperty(MessageBundles.NAMES, String[].class));
        setDefaultEncoding("UTF-8");
        setFallbackToSystemLocale(false);
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        String text = of(this.texts, locale).computeIfAbsent(code,
                (asked) -> super.resolveCodeWithoutArguments(asked, locale));
        return (text != null) ? text
                : this.more.stream()
                    .map((words) -> words.find(code, locale))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        return of(this.formats, locale).computeIfAbsent(code, (asked) -> super.resolveCode(asked, locale));
    }

    private static <T> Map<String, T> of(Map<Locale, Map<String, T>> kept, Locale locale) {
        return kept.computeIfAbsent(locale, (asked) -> new ConcurrentHashMap<>());
    }

}
