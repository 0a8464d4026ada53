package org.sanxing.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A list from which the fields of any form may let people choose, by its key as their
 * {@code valuesKey}; the module that knows what is in it registers it as a bean.
 *
 * @param options label by value, in the order in which they are offered
 */
public record OptionList(String key, Supplier<Map<String, String>> options) {

    public static <T> OptionList of(String key, Supplier<List<T>> all, Function<T, String> value,
            Function<T, String> label) {
        return new OptionList(key, () -> {
            Map<String, String> options = new LinkedHashMap<>();
            all.get().forEach((one) -> options.put(value.apply(one), label.apply(one)));
            return options;
        });
    }

}
