package org.sanxing.account;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Me")
class AccountApi {

    private final Accounts accounts;

    private final ChangePassword changePassword;

    private final KeepTokens tokens;

    AccountApi(Accounts accounts, ChangePassword changePassword, KeepTokens tokens) {
        this.accounts = accounts;
        this.changePassword = changePassword;
        this.tokens = tokens;
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change my password")
    void changePassword(@CurrentPerson Person me, @RequestBody PasswordBody body, HttpServletRequest request) {
        this.changePassword.execute(new ChangePassword.ChangePasswordCommand(me.account(), body.current(),
                body.password(), body.password(), "api", request.getRemoteAddr()));
    }

    @GetMapping("/tokens")
    @Operation(summary = "My personal tokens, without their secrets")
    Page<TokenItem> tokens(@CurrentPerson Person me) {
        return new Page<>(this.accounts.tokens(me.account()).stream().map((token) -> item(token, null)).toList(), null);
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a personal token; its secret is in this answer only")
    TokenItem createToken(@CurrentPerson Person me, @RequestBody TokenBody body) {
        KeepTokens.Created created = this.tokens.create(me.account(), body.name());
        return item(created.token(), created.secret());
    }

    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a personal token of mine")
    void revokeToken(@CurrentPerson Person me, @PathVariable String id) {
        this.tokens.revoke(me.account(), id);
    }

    @GetMapping("/sign-ins")
    @Operation(summary = "My recent sign-ins, right and wrong")
    Page<Accounts.SignIn> signIns(@CurrentPerson Person me) {
        return new Page<>(this.accounts.recentSignIns(me.account()), null);
    }

    private static TokenItem item(Accounts.Token token, @Nullable String secret) {
        return new TokenItem(token.id(), token.name(), token.createdAt(), token.lastUsedAt(), secret);
    }

    record PasswordBody(@Nullable String current, @Nullable String password) {

    }

    record TokenBody(@Nullable String name) {

    }

    /**
     * @param token the secret, only in the answer to its making
     */
    record TokenItem(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt, @Nullable String token) {

    }

}
