package org.sanxing.account;

import java.time.Instant;
import java.time.LocalDate;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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

    private final KeepSessions sessions;

    AccountApi(Accounts accounts, ChangePassword changePassword, KeepTokens tokens, KeepSessions sessions) {
        this.accounts = accounts;
        this.changePassword = changePassword;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "changePassword")
    void changePassword(@CurrentPerson Person me, @RequestBody PasswordBody body, HttpServletRequest request) {
        this.changePassword.execute(new ChangePassword.ChangePasswordCommand(me.account(), body.current(),
                body.password(), body.password(), "api", request.getRemoteAddr()));
    }

    @GetMapping("/tokens")
    @Operation(operationId = "listTokens")
    Page<TokenItem> tokens(@CurrentPerson Person me) {
        return new Page<>(this.tokens.list(me.account()).stream().map(TokenItem::of).toList(), null);
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createToken")
    TokenItem createToken(@CurrentPerson Person me, @RequestBody TokenBody body, HttpServletRequest request) {
        KeepTokens.Created created = this.tokens.create(new KeepTokens.CreateTokenCommand(me.account(), body.name(),
                body.password(), body.scope(), body.expiresOn(), "api", request.getRemoteAddr()));
        return TokenItem.of(created.token(), created.secret());
    }

    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeToken")
    void revokeToken(@CurrentPerson Person me, @PathVariable String id) {
        this.tokens.revoke(me.account(), me.account(), id);
    }

    @GetMapping("/sessions")
    @Operation(operationId = "listSessions")
    Page<KeepSessions.Open> sessions(@CurrentPerson Person me) {
        return new Page<>(this.sessions.list(me.account(), null), null);
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endSession")
    void endSession(@CurrentPerson Person me, @PathVariable String id, HttpServletRequest request) {
        this.sessions.end(me.account(), id, request.getRemoteAddr());
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endSessions")
    void endSessions(@CurrentPerson Person me, HttpServletRequest request) {
        this.sessions.endAll(me.account(), request.getRemoteAddr());
    }

    @GetMapping("/sign-ins")
    @Operation(operationId = "listSignIns")
    Page<Accounts.SignIn> signIns(@CurrentPerson Person me) {
        return new Page<>(this.accounts.recentSignIns(me.account()), null);
    }

    record PasswordBody(@Nullable String current, @Nullable String password) {

    }

    /**
     * @param scope {@code read} or {@code write}; left out for {@code write}
     * @param expiresOn the last day; left out for the usual number of days
     */
    record TokenBody(@Nullable String name, @Nullable String password, @Schema(allowableValues = {
            "read", "write" }) @Nullable String scope, @Nullable String expiresOn){

    }

    /**
     * @param token the secret, only in the answer to its making
     */
    record TokenItem(String id, String name, @Schema(allowableValues = {
            "read", "write" }) String scope, Instant createdAt, LocalDate expiresOn, @Nullable Instant lastUsedAt,
            @Nullable String token){

        static TokenItem of(Accounts.Token token) {
            return of(token, null);
        }

        static TokenItem of(Accounts.Token token, @Nullable String secret) {
            return new TokenItem(token.id(), token.name(), token.scope(), token.createdAt(), token.expiresOn(),
                    token.lastUsedAt(), secret);
        }

    }

}
