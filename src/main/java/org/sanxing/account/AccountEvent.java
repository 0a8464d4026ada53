package org.sanxing.account;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * What happened to accounts: on one chain that is no case, but who came and went, on a
 * chain for each account.
 */
sealed interface AccountEvent extends DomainEvent {

    String CHAIN = "accounts";

    String DOOR = "door";

    String SYSTEM = AuditRecord.SYSTEM;

    private static AuditRecord record(String action, String actor, String account) {
        return AuditRecord.of(CHAIN, "account", action, actor).object("account", account);
    }

    private static AuditRecord door(String action, String actor, String account) {
        return AuditRecord.of(DOOR + ":" + account, "account", action, actor).object("account", account);
    }

    record PasswordChanged(String account) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("passwordChanged", this.account, this.account);
        }

    }

    record TokenCreated(String account, String tokenId, String name, String scope, LocalDate expiresOn,
            String address) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("tokenCreated", this.account, this.account)
                .detail("token", this.tokenId)
                .detail("name", this.name)
                .detail("scope", this.scope)
                .detail("expiresOn", this.expiresOn.toString())
                .detail("address", this.address);
        }

    }

    record TokenRevoked(String actor, String account, String tokenId) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("tokenRevoked", this.actor, this.account).detail("token", this.tokenId);
        }

    }

    /**
     * @param session a digest of its id; null for the API, which has none
     */
    record SignedIn(String account, String way, String address, @Nullable String session) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.door("signedIn", this.account, this.account)
                .detail("way", this.way)
                .detail("address", this.address)
                .detail("session", this.session);
        }

    }

    record SignedOut(String account, String address, @Nullable String session) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.door("signedOut", this.account, this.account)
                .detail("address", this.address)
                .detail("session", this.session);
        }

    }

    /**
     * @param session null for all of them
     */
    record SessionsEnded(String account, @Nullable String session, String address) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.door("sessionsEnded", this.account, this.account)
                .detail("address", this.address)
                .detail("session", this.session);
        }

    }

    /**
     * Nobody did it who could be named.
     *
     * @param account null where the name is no account's
     * @param name as a salted digest: it may be a password, typed into the wrong field
     */
    record SignInFailed(@Nullable String account, String name, String way, String address) implements AccountEvent {

        @Override
        public AuditRecord record() {
            AuditRecord record = (this.account != null) ? AccountEvent.door("signInFailed", SYSTEM, this.account)
                    : AuditRecord.of(DOOR, "name", "signInFailed", SYSTEM).object("name", this.name);
            return record.refused().detail("way", this.way).detail("address", this.address);
        }

    }

    /** Too many wrong passwords from one place. */
    record AccountLocked(String account, String address) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("locked", SYSTEM, this.account).detail("address", this.address);
        }

    }

    record AccountUnlocked(String actor, String account) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("unlocked", this.actor, this.account);
        }

    }

    record SecondFactorSet(String account, String address) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("secondFactorSet", this.account, this.account).detail("address", this.address);
        }

    }

    record SecondFactorRemoved(String actor, String account) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("secondFactorRemoved", this.actor, this.account);
        }

    }

    record RecoveryCodeUsed(String account) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.door("recoveryCodeUsed", this.account, this.account);
        }

    }

}
