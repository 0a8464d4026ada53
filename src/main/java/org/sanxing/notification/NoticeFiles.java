package org.sanxing.notification;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.OrganSettings;
import org.sanxing.common.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.stereotype.Component;

/**
 * The words of notices: those packed in, and before them those that the organ has put
 * into files of its own, {@code notices.properties} and {@code notices_en.properties} in
 * UTF-8, with the same keys. The files are looked at again at most every 20 seconds; a
 * pattern that cannot be used is listed among the {@link #problems()} and the one packed
 * in serves instead.
 */
@Component
class NoticeFiles {

    /** Arguments a notice may have; patterns name them from {0} to {3}. */
    static final int ARGUMENTS = 4;

    private static final Logger log = LoggerFactory.getLogger(NoticeFiles.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(20);

    private static final long LARGEST = 1024 * 1024;

    private static final List<String> PREFIXES = List.of("notice.", "notification.mail.", "notification.digest.",
            "notification.robot.");

    private final MessageSource builtIn;

    private final Clock clock;

    private final Path folder;

    private final MessageSource words;

    private volatile Loaded loaded = new Loaded(Instant.EPOCH, List.of(), Map.of(), List.of());

    NoticeFiles(MessageSource messages, Clock clock, WordingSettings settings, OrganSettings organ) {
        this.builtIn = messages;
        this.words = new Overriding(messages);
        this.clock = clock;
        this.folder = (Texts.isBlank(settings.notices()) ? Path.of(organ.data(), "notices")
                : Path.of(settings.notices()))
            .toAbsolutePath()
            .normalize();
    }

    /** Built-in words with those of the files before them. */
    MessageSource words() {
        return this.words;
    }

    Path folder() {
        return this.folder;
    }

    static String fileName(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? "notices_en.properties"
                : "notices.properties";
    }

    /** What was found wrong in the files, in words of this application's logs. */
    List<Problem> problems() {
        return current().problems();
    }

    /** Whether the words of this key come from a file. */
    boolean overridden(String key, Locale locale) {
        return current().of(locale).containsKey(key);
    }

    /** The pattern in force, as it is written; empty where there is none. */
    Optional<String> pattern(String key, Locale locale) {
        String own = current().of(locale).get(key);
        return (own != null) ? Optional.of(own) : builtIn(key, locale);
    }

    /** Without arguments a message is not taken for a pattern: it comes as it is. */
    Optional<String> builtIn(String key, Locale locale) {
        return Optional.ofNullable(this.builtIn.getMessage(key, null, null, locale));
    }

    private Loaded current() {
        Loaded now = this.loaded;
        Instant instant = this.clock.instant();
        if (Duration.between(now.lookedAt(), instant).abs().compareTo(LOOK_EVERY) >= 0) {
            synchronized (this) {
                if (this.loaded == now) {
                    this.loaded = look(now, instant);
                }
                now = this.loaded;
            }
        }
        return now;
    }

    private Loaded look(Loaded before, Instant now) {
        List<String> stamps = languages().stream()
            .map((locale) -> stamp(this.folder.resolve(fileName(locale))))
            .toList();
        if (stamps.equals(before.stamps())) {
            return new Loaded(now, stamps, before.words(), before.problems());
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, Map<String, String>> words = languages().stream()
            .collect(Collectors.toMap(NoticeFiles::fileName, (locale) -> read(locale, problems)));
        problems.forEach(
                (problem) -> log.warn("{}: {} {} {}", problem.file(), problem.key(), problem.code(), problem.detail()));
        return new Loaded(now, stamps, words, List.copyOf(problems));
    }

    static List<Locale> languages() {
        return List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        }
        catch (IOException ex) {
            return "";
        }
    }

    private Map<String, String> read(Locale locale, List<Problem> problems) {
        Path file = this.folder.resolve(fileName(locale));
        String name = fileName(locale);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try {
            if (Files.size(file) > LARGEST) {
                problems.add(new Problem(name, "", "too-large", ""));
                return Map.of();
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        }
        catch (CharacterCodingException ex) {
            problems.add(new Problem(name, "", "not-utf8", ""));
            return Map.of();
        }
        catch (IOException | IllegalArgumentException ex) {
            problems.add(new Problem(name, "", "unreadable", String.valueOf(ex.getMessage())));
            return Map.of();
        }
        Map<String, String> good = new LinkedHashMap<>();
        for (String key : new TreeMap<>(properties).keySet().stream().map(String::valueOf).toList()) {
            String text = properties.getProperty(key);
            Problem problem = check(name, key, text, locale);
            if (problem == null) {
                good.put(key, text);
            }
            else {
                problems.add(problem);
            }
        }
        return Map.copyOf(good);
    }

    private @Nullable Problem check(String file, String key, String text, Locale locale) {
        if (PREFIXES.stream().noneMatch(key::startsWith) || builtIn(key, locale).isEmpty()) {
            return new Problem(file, key, "unknown-key", "");
        }
        if (Texts.isBlank(text)) {
            return new Problem(file, key, "empty", "");
        }
        try {
            MessageFormat format = new MessageFormat(text, locale);
            int known = Math.max(ARGUMENTS, arguments(builtIn(key, locale).orElse("")));
            if (arguments(text) > known) {
                return new Problem(file, key, "unknown-placeholder", text);
            }
            if (!key.startsWith("notification.")) {
                Object[] tried = new Object[ARGUMENTS];
                Arrays.fill(tried, "x");
                format.format(tried);
            }
        }
        catch (IllegalArgumentException ex) {
            return new Problem(file, key, "bad-pattern", String.valueOf(ex.getMessage()));
        }
        // A single quote would swallow itself and make what follows no placeholder.
        return text.replace("''", "").contains("'") ? new Problem(file, key, "single-quote", text) : null;
    }

    /** One more than the highest placeholder. */
    static int arguments(String pattern) {
        try {
            return new MessageFormat(pattern).getFormatsByArgumentIndex().length;
        }
        catch (IllegalArgumentException ex) {
            return 0;
        }
    }

    /**
     * Something in a file that is not used.
     *
     * @param key empty where it is the whole file
     * @param code {@code notification.templates.problem.<code>} is its message key
     */
    record Problem(String file, String key, String code, String detail) {

    }

    /**
     * @param words by file and key
     */
    private record Loaded(Instant lookedAt, List<String> stamps, Map<String, Map<String, String>> words,
            List<Problem> problems) {

        Map<String, String> of(Locale locale) {
            return this.words.getOrDefault(fileName(locale), Map.of());
        }

    }

    private final class Overriding extends AbstractMessageSource {

        Overriding(MessageSource builtIn) {
            setParentMessageSource(builtIn);
        }

        @Override
        protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
            String own = current().of(locale).get(code);
            return (own != null) ? new MessageFormat(own, locale) : null;
        }

        /** As the words packed in: with no arguments nothing is replaced. */
        @Override
        protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
            return current().of(locale).get(code);
        }

    }

}
