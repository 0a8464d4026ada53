package org.sanxing.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What a password must be. Two profiles: {@code dengbao}, as assessments of classified
 * protection (GB/T 22239-2019, 8.1.4.1) ask for: length, kinds of characters, not one of
 * the last ones, changed in time; and {@code modern}: long, and that is all. Neither
 * takes what everybody uses.
 */
@Component
class PasswordPolicy {

    static final int LONGEST = 128;

    private final Profile profile;

    private final Duration expiry;

    private final BlockList blockList;

    @Autowired
    PasswordPolicy(PasswordSettings settings) {
        this(settings.profile(), settings.expireAfter(), settings.words());
    }

    PasswordPolicy(Profile profile, @Nullable Duration expiry, List<String> words) {
        this.profile = profile;
        this.expiry = (expiry != null) ? expiry : profile.expiry;
        this.blockList = new BlockList(words);
    }

    Profile profile() {
        return this.profile;
    }

    /**
     * @param field of the password; the repetition is {@code <field>Again}
     * @param name of the person
     */
    List<FieldError> check(String field, String account, String name, @Nullable String password,
            @Nullable String again) {
        List<FieldError> errors = new ArrayList<>();
        String text = (password != null) ? password : "";
        if (text.codePointCount(0, text.length()) < this.profile.shortest) {
            errors.add(FieldError.of(field, "password-too-short", this.profile.shortest));
        }
        else if (text.length() > LONGEST) {
            errors.add(FieldError.of(field, "password-too-long", LONGEST));
        }
        else if (Texts.strip(text).equalsIgnoreCase(account)) {
            errors.add(FieldError.of(field, "password-is-account"));
        }
        else if (kinds(text) < this.profile.kinds) {
            errors.add(FieldError.of(field, "password-kinds", this.profile.kinds));
        }
        else if (this.blockList.isCommon(text, List.of(account, name))) {
            errors.add(FieldError.of(field, "password-common"));
        }
        if (errors.isEmpty() && !text.equals(again)) {
            errors.add(FieldError.of(field + "Again", "password-differs"));
        }
        return errors;
    }

    private static long kinds(String text) {
        IntPredicate sign = (letter) -> !Character.isUpperCase(letter) && !Character.isLowerCase(letter)
                && !Character.isDigit(letter);
        return Stream.<IntPredicate>of(Character::isUpperCase, Character::isLowerCase, Character::isDigit, sign)
            .filter((kind) -> text.codePoints().anyMatch(kind))
            .count();
    }

    /** How many of the last ones may not come again; the present one never. */
    int history() {
        return this.profile.history;
    }

    /** Whether it is an initial one, or too old. */
    boolean mustChange(Accounts.Account account, Instant now) {
        return account.mustChangePassword() || expired(account, now);
    }

    boolean expired(Accounts.Account account, Instant now) {
        return !this.expiry.isZero() && account.passwordChangedAt().plus(this.expiry).isBefore(now);
    }

    enum Profile {

        DENGBAO(10, 3, 5, Duration.ofDays(90)),

        MODERN(12, 1, 0, Duration.ZERO);

        private final int shortest;

        private final int kinds;

        private final int history;

        private final Duration expiry;

        Profile(int shortest, int kinds, int history, Duration expiry) {
            this.shortest = shortest;
            this.kinds = kinds;
            this.history = history;
            this.expiry = expiry;
        }

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

    }

}
