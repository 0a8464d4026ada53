package org.sanxing.tasks.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

import org.sanxing.tasks.list.TaskQuery;

/**
 * The list from which a task was opened, so that its page leads back to the same place.
 * Holds only parameters that the list knows: an address from outside never gets in.
 */
record ListLink(Map<String, String> parameters) {

    private static final String PATH = "/tasks";

    private static final List<String> KNOWN = List.of("view", "kind", "campaignId", "department", "state", "from", "to",
            "q", "sort", "cursor");

    private static final int LONGEST = 2000;

    /** The list that a request asks for. */
    static ListLink of(Map<String, String[]> asked) {
        Map<String, String> parameters = new LinkedHashMap<>();
        KNOWN.forEach((name) -> put(parameters, name, asked.containsKey(name) ? asked.get(name)[0] : null));
        return new ListLink(parameters);
    }

    /**
     * Reads what {@link #path()} wrote.
     * @return null where it is no list of tasks
     */
    static @Nullable ListLink of(@Nullable String path) {
        if (path == null || path.length() > LONGEST || !(path.equals(PATH) || path.startsWith(PATH + "?"))) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : path.substring(Math.min(path.length(), PATH.length() + 1)).split("&")) {
            int sign = pair.indexOf('=');
            if (sign > 0 && KNOWN.contains(pair.substring(0, sign))) {
                try {
                    put(parameters, pair.substring(0, sign),
                            URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
                }
                catch (IllegalArgumentException ex) {
                    return null;
                }
            }
        }
        return new ListLink(parameters);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String text) {
        if (!Texts.isBlank(text)) {
            parameters.put(name, Texts.strip(text));
        }
    }

    TaskQuery.Parameters asked() {
        return new TaskQuery.Parameters(this.parameters.get("view"), this.parameters.get("sort"),
                this.parameters.get("kind"), this.parameters.get("campaignId"), this.parameters.get("department"),
                this.parameters.get("state"), this.parameters.get("from"), this.parameters.get("to"),
                this.parameters.get("q"), null, this.parameters.get("cursor"));
    }

    /** The same list, on its first page, with or (null) without a condition. */
    ListLink with(String name, @Nullable String text) {
        Map<String, String> changed = new LinkedHashMap<>(this.parameters);
        changed.remove("cursor");
        changed.remove(name);
        put(changed, name, text);
        return new ListLink(changed);
    }

    String path() {
        return path(Map.of());
    }

    /** The list with a task open beside it. */
    String opened(@Nullable String id) {
        return (id != null) ? path(Map.of("open", id)) : path();
    }

    private String path(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(this.parameters);
        all.putAll(more);
        StringBuilder path = new StringBuilder(PATH);
        all.forEach((name, text) -> path.append((path.length() == PATH.length()) ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return path.toString();
    }

}
