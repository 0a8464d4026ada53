package org.sanxing.common;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who of several contributors answers for what: never two for the same. */
public final class Claims {

    private Claims() {
    }

    /**
     * @param what is claimed, for the message, e.g. {@code tasks of the kind}
     * @throws IllegalStateException where two claim the same
     */
    public static <T> Map<String, T> of(String what, Stream<T> contributors,
            Function<T, ? extends Collection<String>> claimed) {
        Map<String, T> claims = new TreeMap<>();
        contributors.forEach((contributor) -> claimed.apply(contributor).forEach((claim) -> {
            T other = claims.putIfAbsent(claim, contributor);
            if (other != null) {
                throw new IllegalStateException("Both " + other.getClass().getName() + " and "
                        + contributor.getClass().getName() + " answer for " + what + " '" + claim + "'");
            }
        }));
        return claims;
    }

}
