package org.sanxing.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.common.Progress;
import org.sanxing.common.Sealing;
import org.sanxing.organization.Credentials;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the passwords for the organisation, in its transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AccountCredentials implements Credentials {

    /** Groups of characters in each half of an initial password: just under 50 bits. */
    private static final int HALF = 2;

    private final Accounts accounts;

    private final PasswordHasher hasher;

    private final Sealing sealing;

    private final Clock clock;

    AccountCredentials(Accounts accounts, PasswordHasher hasher, Sealing sealing, Clock clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.sealing = sealing;
        this.clock = clock;
    }

    @Override
    public Half firstHalf() {
        String half = Secrets.next(HALF);
        return new Half(half, this.sealing.seal(half));
    }

    @Override
    public Map<String, String> complete(List<String> accounts, String firstHalf) {
        Map<String, String> halves = new LinkedHashMap<>();
        accounts.forEach((account) -> halves.put(account, Secrets.next(HALF)));
        if (accounts.size() == 1) {
            halves.forEach((account,
                    half) -> this.accounts.password(account, Halves.isHash(firstHalf)
                            ? Halves.hash(firstHalf, this.hasher.hash(half)) : this.hasher.hash(whole(firstHalf, half)),
                            true, this.clock.instant()));
        }
        else {
            Map<String, String> hashes = new LinkedHashMap<>();
            halves.forEach((account, half) -> {
                Progress.at("approvals.passwords", hashes.size(), halves.size());
                hashes.put(account, this.hasher.quickHash(whole(firstHalf, half)));
            });
            this.accounts.add(hashes, this.clock.instant());
        }
        return halves;
    }

    private String whole(String firstHalf, String half) {
        return this.sealing.open(firstHalf) + "-" + half;
    }

    @Override
    public void setPassword(Collection<String> accounts, String password) {
        String hash = this.hasher.hash(password);
        accounts.forEach((account) -> this.accounts.password(account, hash, false, this.clock.instant()));
    }

    @Override
    public void end(String account) {
        Instant now = this.clock.instant();
        this.accounts.endSessions(account);
        this.accounts.revokeTokens(account, now);
    }

}
