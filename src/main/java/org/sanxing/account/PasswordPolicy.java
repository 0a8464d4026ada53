package org.sanxing.account;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;

/** What a password must be: long, and not the account's name. */
final class PasswordPolicy {

    static final int SHORTEST = 10;

    static final int LONGEST = 128;

    private PasswordPolicy() {
    }

    /**
     * @param field of the password; the repetition is {@code <field>Again}
     */
    static List<FieldError> check(String field, String account, @Nullable String password, @Nullable String again) {
        List<FieldError> errors = new ArrayList<>();
        String text = (password != null) ? password : "";
        if (text.codePointCount(0, text.length()) < SHORTEST) {
            errors.add(FieldError.of(field, "password-too-short", SHORTEST));
        }
        else if (text.length() > LONGEST) {
            errors.add(FieldError.of(field, "password-too-long", LONGEST));
        }
        else if (text.strip().equalsIgnoreCase(account)) {
            errors.add(FieldError.of(field, "password-is-account"));
        }
        if (errors.isEmpty() && !text.equals(again)) {
            errors.add(FieldError.of(field + "Again", "password-differs"));
        }
        return errors;
    }

}
