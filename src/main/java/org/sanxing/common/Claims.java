package org.sanxing.common;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Who of several contributors answers for what: never two for the same, or the
 * application does not start.
 */
public abstract class Claims<T> implements SmartInitializingSingleton {

    private final String what;

    private final ObjectProvider<T> contributors;

    private final Function<T, ? extends Collection<String>> claimed;

    private @Nullable Map<String, T> claims;

    /**
     * @param what they do, for messages, e.g. {@code handles tasks of the kind}
     */
    protected Claims(String what, ObjectProvider<T> contributors, Function<T, ? extends Collection<String>> claimed) {
        this.what = what;
        this.contributors = contributors;
        this.claimed = claimed;
    }

    @Override
    public void afterSingletonsInstantiated() {
        all();
    }

    /**
     * @throws IllegalStateException where nobody answers for it
     */
    public T of(String claim) {
        T contributor = all().get(claim);
        if (contributor == null) {
            throw new IllegalStateException("No module " + this.what + " " + claim);
        }
        return contributor;
    }

    public Map<String, T> all() {
        Map<String, T> known = this.claims;
        if (known == null) {
            known = new TreeMap<>();
            for (T contributor : this.contributors) {
                for (String claim : this.claimed.apply(contributor)) {
                    T other = known.putIfAbsent(claim, contributor);
                    if (other != null) {
                        throw new IllegalStateException("Both " + other.getClass().getName() + " and "
                                + contributor.getClass().getName() + " say that it " + this.what + " " + claim);
                    }
                }
            }
            this.claims = known;
        }
        return known;
    }

}
