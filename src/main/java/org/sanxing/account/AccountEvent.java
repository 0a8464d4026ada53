package org.sanxing.account;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What happened to accounts; all of it is on one chain that is no case. */
sealed interface AccountEvent extends DomainEvent {

    String CHAIN = "accounts";

    private static AuditRecord record(String action, String actor, String account) {
        return AuditRecord.of(CHAIN, "account", action, actor).object("account", account);
    }

    record PasswordChanged(String account) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("passwordChanged", this.account, this.account);
        }

    }

    record TokenCreated(String account, String tokenId, String name) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("tokenCreated", this.account, this.account)
                .detail("token", this.tokenId)
                .detail("name", this.name);
        }

    }

    record TokenRevoked(String account, String tokenId) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("tokenRevoked", this.account, this.account).detail("token", this.tokenId);
        }

    }

    /** Too many wrong passwords: nobody did it who could be named. */
    record AccountLocked(String account, String address) implements AccountEvent {

        @Override
        public AuditRecord record() {
            return AccountEvent.record("locked", AuditRecord.SYSTEM, this.account).detail("address", this.address);
        }

    }

}
