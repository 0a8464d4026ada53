package org.sanxing.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The wording of every notice as it is now, for an administrator. */
@Component
class NoticeWordings {

    /** Words around a notice: in mails, digests and what robots say. */
    private static final List<String> FRAME = List.of("notification.mail.open", "notification.mail.foot",
            "notification.mail.settings", "notification.digest.subject", "notification.digest.intro",
            "notification.digest.more", "notification.digest.open", "notification.robot.title",
            "notification.robot.whom", "notification.robot.many");

    private static final List<String> PARTS = List.of("title", "text", "text.due");

    private final NoticeFiles files;

    private final MessageTexts texts;

    private final KnownEvents known;

    NoticeWordings(NoticeFiles files, MessageTexts texts, KnownEvents known) {
        this.files = files;
        this.texts = texts;
        this.known = known;
    }

    /** What each event is called, in the order of the modules. */
    Map<String, String> names(Locale reader) {
        Map<String, String> names = new LinkedHashMap<>();
        this.known.all().forEach((event) -> names.put(event, this.texts.name(event, reader)));
        return names;
    }

    Templates all(Locale reader) {
        return new Templates(this.files.folder().toString(), kinds(reader), frame(), this.files.problems());
    }

    /** In the order of the modules. */
    List<Kind> kinds(Locale reader) {
        return this.known.all().stream().map((event) -> kind(event, reader)).toList();
    }

    private Kind kind(String event, Locale reader) {
        List<Wording> wordings = new ArrayList<>();
        for (String part : PARTS) {
            String key = "notice." + event + "." + part;
            wordings.addAll(wordings(key, part, (locale) -> this.texts.say(key, "", examples(event, locale), locale)));
        }
        return new Kind(event, this.texts.name(event, reader), placeholders(event, reader), wordings);
    }

    private List<Wording> wordings(String key, String part, Function<Locale, @Nullable String> example) {
        List<Wording> wordings = new ArrayList<>();
        for (Locale locale : NoticeFiles.languages()) {
            this.files.pattern(key, locale)
                .ifPresent((pattern) -> wordings.add(new Wording(key, part, locale.getLanguage(), pattern,
                        example.apply(locale), this.files.overridden(key, locale))));
        }
        return wordings;
    }

    /** What stands for what, by the examples of the event or of all events. */
    private List<Placeholder> placeholders(String event, Locale locale) {
        List<String> examples = examples(event, locale);
        return IntStream.range(0, NoticeFiles.ARGUMENTS)
            .filter((number) -> PARTS.stream()
                .anyMatch((part) -> this.files.builtIn("notice." + event + "." + part, locale)
                    .filter((pattern) -> pattern.contains("{" + number))
                    .isPresent()))
            .mapToObj((number) -> new Placeholder("{" + number + "}", examples.get(number)))
            .toList();
    }

    private List<String> examples(String event, Locale locale) {
        List<String> examples = new ArrayList<>();
        for (int i = 0; i < NoticeFiles.ARGUMENTS; i++) {
            String general = this.texts.words("notification.example." + i, "", locale);
            examples.add(this.texts.words("notice." + event + ".example." + i, general, locale));
        }
        return examples;
    }

    List<Wording> frame() {
        return FRAME.stream().flatMap((key) -> wordings(key, key, (locale) -> null).stream()).toList();
    }

    /**
     * The wording in force as a file to begin with.
     * @param fileName one of {@link NoticeFiles#fileName}
     */
    String file(String fileName) {
        Locale locale = NoticeFiles.languages()
            .stream()
            .filter((one) -> NoticeFiles.fileName(one).equals(fileName))
            .findFirst()
            .orElseThrow(() -> new org.sanxing.common.NotFound("page"));
        StringBuilder file = new StringBuilder();
        for (Kind kind : kinds(locale)) {
            file.append("\n# ").append(kind.name());
            kind.placeholders()
                .forEach((one) -> file.append("  ").append(one.sign()).append(" = ").append(one.example()));
            file.append('\n');
            append(file, "notice." + kind.event() + ".name", kind.name());
            kind.wordings()
                .stream()
                .filter((wording) -> wording.language().equals(locale.getLanguage()))
                .forEach((wording) -> append(file, wording.key(), wording.pattern()));
        }
        file.append('\n');
        frame().stream()
            .filter((wording) -> wording.language().equals(locale.getLanguage()))
            .forEach((wording) -> append(file, wording.key(), wording.pattern()));
        return file.substring(1);
    }

    private static void append(StringBuilder file, String key, String text) {
        String escaped = text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
        file.append(key).append('=').append(escaped.startsWith(" ") ? "\\" + escaped : escaped).append('\n');
    }

    /**
     * @param folder where the organ's files lie
     */
    record Templates(String folder, List<Kind> items, List<Wording> frame, List<NoticeFiles.Problem> problems) {

    }

    record Kind(String event, String name, List<Placeholder> placeholders, List<Wording> wordings) {

    }

    /**
     * @param sign as it is written in a pattern, e.g. <code>{0}</code>
     * @param example what may stand there
     */
    record Placeholder(String sign, String example) {

    }

    /**
     * One message of one language.
     *
     * @param part {@code title}, {@code text} or {@code text.due}, else the key
     * @param example the pattern filled in; null for what stands around a notice
     * @param fromFile whether the organ's own file says so
     */
    record Wording(String key, String part, String language, String pattern, @Nullable String example,
            boolean fromFile) {

    }

}
