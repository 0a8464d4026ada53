package org.sanxing.common;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How far something is that takes long, for the page that asked for it under a name of
 * its own. Who does the work says how far it is and need not know whether anybody asks.
 * In the memory of this node.
 */
public final class Progress {

    private static final int KEPT = 200;

    private static final Map<String, Step> STEPS = Collections.synchronizedMap(new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Step> eldest) {
            return size() > KEPT;
        }

    });

    private static final ThreadLocal<@Nullable String> FOLLOWED = new ThreadLocal<>();

    private Progress() {
    }

    /** What this thread does from now on is followed under the name. */
    public static void begin(String account, String name) {
        FOLLOWED.set(key(account, name));
        STEPS.remove(key(account, name));
    }

    /**
     * @param words key of the message that says it, with both numbers
     * @param all 0 where nobody knows yet
     */
    public static void at(String words, int done, int all) {
        String key = FOLLOWED.get();
        if (key != null) {
            STEPS.put(key, new Step(words, done, all, false));
        }
    }

    public static void end() {
        String key = FOLLOWED.get();
        FOLLOWED.remove();
        if (key != null) {
            STEPS.computeIfPresent(key, (name, last) -> new Step(last.words(), last.done(), last.all(), true));
        }
    }

    /** Null where it has not begun, as far as this node knows. */
    public static @Nullable Step of(String account, String name) {
        return STEPS.get(key(account, name));
    }

    private static String key(String account, String name) {
        return account + "/" + name;
    }

    /**
     * @param over whether it has ended, well or not
     */
    public record Step(String words, int done, int all, boolean over) {

    }

}
