package org.sanxing.account;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/second-factor")
@Tag(name = "Me")
class SecondFactorApi {

    private final SecondFactors factors;

    SecondFactorApi(SecondFactors factors) {
        this.factors = factors;
    }

    @PostMapping
    @Operation(operationId = "beginSecondFactor")
    SecondFactors.Begun begin(@CurrentPerson Person me, @RequestBody FactorBody body, HttpServletRequest request) {
        return this.factors.begin(me.account(), body.password(), "api", request.getRemoteAddr());
    }

    @PostMapping("/confirm")
    @Operation(operationId = "confirmSecondFactor")
    RecoveryCodes confirm(@CurrentPerson Person me, @RequestBody FactorBody body, HttpServletRequest request) {
        return new RecoveryCodes(this.factors.confirm(me.account(), body.code(), request.getRemoteAddr()));
    }

    @PostMapping("/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removeSecondFactor")
    void remove(@CurrentPerson Person me, @RequestBody FactorBody body, HttpServletRequest request) {
        this.factors.remove(me.account(), body.password(), body.code(), "api", request.getRemoteAddr());
    }

    record FactorBody(@Nullable String password, @Nullable String code) {

    }

    record RecoveryCodes(List<String> recoveryCodes) {

    }

}
