package org.sanxing.procedure;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Texts;

/**
 * How cases are numbered, e.g. {@code 假〔{year}〕{seq}号 per organ}.
 *
 * @param text with {@code {year}}, {@code {seq}} and keys of fields in braces
 * @param per {@code organ}, {@code department} or {@code branch}: each counts for itself
 */
public record NumberPattern(String text, String per) {

    static final String YEAR = "year";

    static final String SEQUENCE = "seq";

    public static final Set<String> PER = Set.of("organ", "department", "branch");

    private static final Pattern BRACED = Pattern.compile("\\{(\\w+)}");

    private static final Pattern WRITTEN = Pattern.compile("(.+?)\\s+per\\s+(\\w+)");

    /** Empty where it does not say what it counts. */
    public static Optional<NumberPattern> of(String written) {
        Matcher matcher = WRITTEN.matcher(Texts.strip(written));
        return matcher.matches() ? Optional.of(new NumberPattern(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** What a text names in braces. */
    public static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        BRACED.matcher(text).results().forEach((found) -> names.add(found.group(1)));
        return names;
    }

    /**
     * A text with something in the place of what it names.
     * @param values by name; what gives null stays as it is
     */
    public static String filled(String text, Function<String, @Nullable String> values) {
        return BRACED.matcher(text).replaceAll((found) -> {
            String value = values.apply(found.group(1));
            return Matcher.quoteReplacement((value != null) ? value : found.group());
        });
    }

}
