package org.sanxing.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;

/** Checks what was typed, gathering all that is wrong before refusing. */
final class OrganizationInput {

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
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.strip();
    }

    OrganizationInput account(@Nullable String account) {
        if (account == null) {
            return error("account", "needed");
        }
        return ACCOUNT.matcher(account).matches() ? this : error("account", "account-format");
    }

    OrganizationInput name(@Nullable String name) {
        return (name != null) ? text("name", name) : error("name", "needed");
    }

    OrganizationInput text(String field, @Nullable String text) {
        if (text == null) {
            return this;
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return error(field, "with-control-character");
        }
        return (text.length() <= 100) ? this : error(field, "longer-than", 100);
    }

    OrganizationInput code(@Nullable String code) {
        if (code == null) {
            return error("code", "needed");
        }
        return CODE.matcher(code).matches() ? this : error("code", "code-format");
    }

    OrganizationInput email(@Nullable String email) {
        return (email == null || EMAIL.matcher(email).matches()) ? this : error("email", "email-format");
    }

    OrganizationInput require(boolean condition, String field, String code) {
        return condition ? this : error(field, code);
    }

    private OrganizationInput error(String field, String code, Object... arguments) {
        this.errors.add(FieldError.of(field, code, arguments));
        return this;
    }

    void refuseWhatIsWrong() {
        if (!this.errors.isEmpty()) {
            throw new InvalidInput(this.errors);
        }
    }

}
