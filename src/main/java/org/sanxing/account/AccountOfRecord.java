package org.sanxing.account;

import java.util.List;

import org.sanxing.common.OfRecord;
import org.sanxing.common.OldRows;
import org.sanxing.common.RecordTable;

import org.springframework.stereotype.Component;

/** None of it: what lets people in is secret, and each change is an event. */
@Component
class AccountOfRecord implements OfRecord {

    private static final String SECRET = "a secret, or kept for one; each change is an event";

    @Override
    public List<RecordTable> tables() {
        return List.of(RecordTable.none("account", SECRET), RecordTable.none("password_history", SECRET),
                RecordTable.none("recovery_code", SECRET), RecordTable.none("personal_token", SECRET),
                RecordTable.none("sign_in", "each sign-in is kept for the person who looks whether it was theirs"),
                RecordTable.none("sign_in_limit", "counts wrong passwords for a while"),
                RecordTable.none("sign_in_salt", "what names are digested with"),
                RecordTable.none("known_network", "where a person is not held up"),
                RecordTable.none("set_up", "keeps two set-ups apart"));
    }

    @Override
    public List<OldRows> old() {
        return List.of(new OldRows("sign_in", "id", "happened_at", "true"));
    }

    @Override
    public List<String> passing() {
        return List.of(AccountEvent.DOOR);
    }

}
