package org.sanxing.common;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Names of constants as the HTTP contract writes them. */
public final class CamelCase {

    private CamelCase() {
    }

    /** {@code TAKE_BACK} is {@code takeBack}. */
    public static String of(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    /** The constant that is written so. */
    public static <E extends Enum<?>> Optional<E> find(Class<E> type, @Nullable String id) {
        return Arrays.stream(type.getEnumConstants()).filter((constant) -> of(constant).equals(id)).findFirst();
    }

}
