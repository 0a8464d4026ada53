package org.sanxing.audit;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.audit.AuditEvents.TypeAndAction;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Texts;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Puts the record into sentences of the reader's language. What a module has no words for
 * yet is told in general ones, never left out. A module brings its own, by the keys of
 * its events' details: {@code trace.detail.<key>} names one, {@code trace.proof.<key>}
 * one that proves something rather than tells it, {@code trace.place.<key>} puts it
 * first, {@code trace.person.<key>} says that it is a person's account.
 */
@Component("traceWords")
class TraceSentences {

    /** A field of a row, as forms and the API name it: {@code problems[0].measure}. */
    private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d{1,6})\\]\\.(\\w+)");

    private final MessageSource messages;

    private final Names people;

    TraceSentences(MessageSource messages, Names people) {
        this.messages = messages;
        this.people = people;
    }

    /**
     * An event as people read it.
     *
     * @param text the sentence
     * @param opinion what was said with the decision, quoted; null where nothing was
     * @param details the rest
     * @param about the case that it is about; null where there is none, or all are of one
     * @param chain that it stands in
     */
    record Sentence(AuditEvent event, String text, @Nullable String opinion, List<Detail> details,
            @Nullable AuditCase about, String chain) {

        public boolean system() {
            return AuditRecord.SYSTEM.equals(this.event.actor());
        }

        public boolean refused() {
            return "refused".equals(this.event.result());
        }

        public List<Detail> told() {
            return this.details.stream().filter((detail) -> !detail.technical()).toList();
        }

        public List<Detail> technical() {
            return this.details.stream().filter(Detail::technical).toList();
        }

        public String shortHash() {
            return this.event.hash().substring(0, Math.min(12, this.event.hash().length()));
        }

    }

    /**
     * @param parts where it is a list of things that have details themselves; empty for a
     * text
     * @param technical whether it proves something rather than tells it
     */
    record Detail(String label, String text, List<List<Detail>> parts, boolean technical) {

    }

    Sentence sentence(AuditEvent event, Names.Known names) {
        return sentence(event, names, Map.of());
    }

    /**
     * @param cases those that events are about, by their ids
     */
    Sentence sentence(AuditEvent event, Names.Known names, Map<String, AuditCase> cases) {
        AuditCase about = AuditCases.ids(event)
            .stream()
            .map(cases::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
        Map<String, Object> detail = CanonicalJson.read(event.detail());
        String who = names.name(event.actor());
        if (event.onBehalfOf() != null) {
            who = say("trace.on-behalf-of", who, names.name(event.onBehalfOf()));
        }
        String version = (event.version() != null) ? say("trace.version", event.version()) : "";
        String to = text("to", detail.getOrDefault("to", ""), names);
        String number = numbers(detail);
        Object named = detail.getOrDefault("name", detail.getOrDefault("title",
                (about != null && about.id().equals(event.objectId())) ? about.title() : event.objectId()));
        String object = "person".equals(event.objectType()) || "account".equals(event.objectType())
                ? names.name(event.objectId()) : text("name", named, names);
        String action = action(event.objectType(), event.action());
        Object[] arguments = { who, version, to, number, object, action, type(event.objectType()),
                text("path", detail.getOrDefault("path", ""), names) };
        String sentence = first(arguments, "trace.sentence." + event.objectType() + "." + event.action(),
                "trace.sentence." + event.action(),
                AuditRecord.SYSTEM.equals(event.actor()) ? "trace.sentence.other-system" : "trace.sentence.other");
        String opinion = (detail.get("opinion") instanceof String said && !Texts.isBlank(said)) ? said : null;
        List<Detail> rest = new ArrayList<>();
        ordered(detail).forEach((key, content) -> {
            if (!(key.equals("opinion") && opinion != null)) {
                rest.add(detail(key, content, names));
            }
        });
        return new Sentence(event, (sentence != null) ? sentence : event.action(), opinion, rest, about,
                chain(event.chain(), names));
    }

    public String action(String objectType, String action) {
        return or(action, "trace.action." + objectType + "." + action, "trace.action." + action);
    }

    /**
     * The words of actions, in their order; of one that several types have, all of them.
     */
    Map<String, String> actions(List<TypeAndAction> all) {
        Map<String, Set<String>> words = new TreeMap<>();
        all.forEach((one) -> words.computeIfAbsent(one.action(), (first) -> new TreeSet<>())
            .add(action(one.type(), one.action())));
        Map<String, String> actions = new LinkedHashMap<>();
        words.entrySet()
            .stream()
            .map((one) -> Map.entry(one.getKey(), String.join(say("trace.value.or"), one.getValue())))
            .sorted(Map.Entry.comparingByValue(Collator.getInstance(locale())))
            .forEach((one) -> actions.put(one.getKey(), one.getValue()));
        return actions;
    }

    public String type(String type) {
        return or(type, "trace.type." + type);
    }

    public String state(String type, String state) {
        return or(state, "trace.state." + type + "." + state, "trace.state." + state);
    }

    /** What kind of element of a diagram it is; the engine has a word for each. */
    String element(String type) {
        return or(type, "trace.element." + type);
    }

    /** A chain that is no case has a name of ours; a case its id. */
    private String chain(String chain, Names.Known names) {
        int colon = chain.indexOf(':');
        String kind = (colon < 0) ? chain : chain.substring(0, colon);
        String name = first(new Object[] { names.name(chain.substring(colon + 1)) }, "trace.chain." + kind);
        return (name != null) ? name : chain;
    }

    /**
     * How the content of a version is drawn: {@code map}, {@code list}, {@code link} or
     * {@code text}.
     */
    public String shape(@Nullable Object content) {
        if (content == null) {
            return "none";
        }
        if (content instanceof CaseDescriber.Link) {
            return "link";
        }
        return (content instanceof Map) ? "map" : (content instanceof Collection) ? "list" : "text";
    }

    private Detail detail(String key, @Nullable Object content, Names.Known names) {
        boolean technical = first(new Object[0], "trace.proof." + key) != null;
        if (content instanceof Collection<?> several && !several.isEmpty()
                && several.stream().allMatch((one) -> one instanceof Map<?, ?>)) {
            List<List<Detail>> parts = new ArrayList<>();
            for (Object one : several) {
                List<Detail> part = new ArrayList<>();
                ordered((Map<?, ?>) one).forEach((name, inner) -> part.add(detail(name, inner, names)));
                parts.add(part);
            }
            return new Detail(label(key), "", parts, technical);
        }
        return new Detail(label(key), text(key, content, names), List.of(), technical);
    }

    /**
     * What a module wants first of a thing that has several details; the rest by name.
     */
    private Map<String, Object> ordered(Map<?, ?> parts) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        parts.keySet()
            .stream()
            .map(String::valueOf)
            .sorted(Comparator.comparing((key) -> or("9", "trace.place." + key)))
            .forEach((key) -> ordered.put(key, parts.get(key)));
        return ordered;
    }

    /** Of one ledger entry, or of those that were registered together. */
    private String numbers(Map<String, Object> detail) {
        if (detail.get("entries") instanceof Collection<?> entries) {
            return String.join(say("trace.value.and"), entries.stream()
                .map((entry) -> String.valueOf((entry instanceof Map<?, ?> parts) ? parts.get("number") : entry))
                .toList());
        }
        return String.valueOf(detail.getOrDefault("number", ""));
    }

    private String label(String key) {
        return or(key, "trace.detail." + key, "trace.proof." + key);
    }

    private String text(String key, @Nullable Object content, Names.Known names) {
        if (content == null) {
            return say("trace.value.none");
        }
        if (content instanceof Boolean yes) {
            return say(yes ? "trace.value.yes" : "trace.value.no");
        }
        if (content instanceof Collection<?> several) {
            List<String> texts = several.stream().map((one) -> text(key, one, names)).toList();
            boolean parts = several.stream().anyMatch((one) -> one instanceof Map<?, ?>);
            return String.join(parts ? "\n" : say("trace.value.and"), texts);
        }
        if (content instanceof Map<?, ?> parts) {
            List<String> texts = new ArrayList<>();
            parts.forEach((part, inner) -> texts
                .add(say("trace.value.part", label(String.valueOf(part)), text(String.valueOf(part), inner, names))));
            return String.join(say("trace.value.then"), texts);
        }
        if (key.equals("problem") && content instanceof Number index) {
            // Counted from 0 in the record, as in the API.
            return say("trace.value.problem", index.intValue() + 1);
        }
        String plain = content.toString();
        if (this.people.isPerson(key)) {
            return names.name(plain);
        }
        Matcher row = ROW.matcher(plain);
        if (row.matches()) {
            String said = first(new Object[] { Integer.parseInt(row.group(2)) + 1 },
                    "trace.value." + key + "." + row.group(1) + "." + row.group(3));
            return (said != null) ? said : plain;
        }
        String value = or(Names.isId(plain) ? names.name(plain) : plain, "trace.value." + key + "." + plain);
        return (key.equals("task") || key.equals("kind")) ? or(value, "tasks.kind." + plain) : value;
    }

    private String or(String fallback, String... keys) {
        String found = first(new Object[0], keys);
        return (found != null) ? found : fallback;
    }

    private @Nullable String first(Object[] arguments, String... keys) {
        for (String key : keys) {
            String found = this.messages.getMessage(key, arguments, null, locale());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }

}
