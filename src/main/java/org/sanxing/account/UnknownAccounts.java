package org.sanxing.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * Counts wrong passwords of names that are no account, or the lock would tell which are.
 * In memory, and of the names tried last only.
 */
@Component
class UnknownAccounts {

    private static final int KEPT = 10_000;

    private final Map<String, Lockout> tried = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lockout> eldest) {
            return size() > KEPT;
        }

    };

    synchronized Lockout lockout(String name) {
        return this.tried.getOrDefault(name, Lockout.NONE);
    }

    synchronized void failed(String name, Instant now) {
        this.tried.put(name, lockout(name).afterFailure(now));
    }

}
