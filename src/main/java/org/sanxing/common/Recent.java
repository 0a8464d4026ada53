package org.sanxing.common;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps in memory what was asked for last, of what never changes. */
public final class Recent {

    private Recent() {
    }

    /**
     * @param most entries that it keeps; the one not asked for longest goes first
     */
    public static <K, V> Map<K, V> most(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75F, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

}
