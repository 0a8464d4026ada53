package org.sanxing.common;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A list from which the fields of any form may let people choose, by its key as their
 * {@code valuesKey}; the module that knows what is in it registers it as a bean.
 *
 * @param options label by value, in the order in which they are offered
 */
public record OptionList(String key, Supplier<Map<String, String>> options) {

}
