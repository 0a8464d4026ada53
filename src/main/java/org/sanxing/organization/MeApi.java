package org.sanxing.organization;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Me")
class MeApi {

    private final DescribePerson describePerson;

    MeApi(DescribePerson describePerson) {
        this.describePerson = describePerson;
    }

    @GetMapping
    @Operation(summary = "Who am I")
    Me me(@CurrentPerson Person me) {
        return this.describePerson.execute(me);
    }

    /**
     * @param roles ids of the roles held, and {@code supervisor}, {@code head} and
     * {@code staff} where they apply
     */
    record Me(String account, String name, @Nullable Named department, @Nullable Named branch, List<String> roles) {

    }

}
