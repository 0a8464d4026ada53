package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

/** Checks what was typed, gathering all that is wrong before refusing. */
final class OrganizationInput {

    private static final int LONGEST = 100;

    private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9._-]{1,63}");

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,15}");

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;:\"]{1,64}@[A-Za-z0-9.-]{1,189}");

    private final List<FieldError> errors = new ArrayList<>();

    private OrganizationInput() {
    }

    static OrganizationInput check() {
        return new OrganizationInput();
    }

    /** Spaces at both ends are nobody's intention. */
    static @Nullable String trimmed(@Nullable String text) {
        if (Texts.isBlank(text)) {
            return null;
        }
        return Texts.strip(text);
    }

    OrganizationInput account(@Nullable String account) {
        return written("account", account, ACCOUNT, "account-format");
    }

    OrganizationInput code(@Nullable String code) {
        return written("code", code, CODE, "code-format");
    }

    private OrganizationInput written(String field, @Nullable String text, Pattern format, String code) {
        if (text == null) {
            return error(field, "needed");
        }
        return require(format.matcher(text).matches(), field, code);
    }

    OrganizationInput name(@Nullable String name) {
        return (name != null) ? text("name", name) : error("name", "needed");
    }

    OrganizationInput text(String field, @Nullable String text) {
        return text(field, text, LONGEST);
    }

    OrganizationInput text(String field, @Nullable String text, int longest) {
        if (text == null) {
            return this;
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return error(field, "with-control-character");
        }
        return (text.length() <= longest) ? this : error(field, "longer-than", longest);
    }

    OrganizationInput email(@Nullable String email) {
        return require(email == null || EMAIL.matcher(email).matches(), "email", "email-format");
    }

    OrganizationInput require(boolean condition, String field, String code) {
        return condition ? this : error(field, code);
    }

    OrganizationInput error(String field, String code, Object... arguments) {
        this.errors.add(FieldError.of(field, code, arguments));
        return this;
    }

    List<FieldError> errors() {
        return this.errors;
    }

    void refuseWhatIsWrong() {
        if (!this.errors.isEmpty()) {
            throw new InvalidInput(this.errors);
        }
    }

}
