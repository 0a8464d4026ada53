package org.sanxing.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the security administrator does with the accounts of others. */
@RestController
@RequestMapping("/api/v1/people/{account}")
@Tag(name = "Accounts")
class AccountAdminApi {

    private final HelpBackIn help;

    private final KeepTokens tokens;

    AccountAdminApi(HelpBackIn help, KeepTokens tokens) {
        this.help = help;
        this.tokens = tokens;
    }

    @DeleteMapping("/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeSecondFactorOfPerson")
    void removeSecondFactor(@CurrentPerson Person me, @PathVariable String account) {
        this.help.removeSecondFactor(me.account(), account);
    }

    @GetMapping("/tokens")
    @Operation(operationId = "listTokensOfPerson")
    Page<AccountApi.TokenItem> tokens(@CurrentPerson Person me, @PathVariable String account) {
        return new Page<>(this.tokens.list(me.account(), account).stream().map(AccountApi.TokenItem::of).toList(),
                null);
    }

    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeTokenOfPerson")
    void revokeToken(@CurrentPerson Person me, @PathVariable String account, @PathVariable String id) {
        this.tokens.revoke(me.account(), account, id);
    }

    @PostMapping("/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unlockPerson")
    void unlock(@CurrentPerson Person me, @PathVariable String account) {
        this.help.unlock(me.account(), account);
    }

}
