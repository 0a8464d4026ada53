package org.sanxing.likeness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.reflection.web.ReflectionViews;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/reflections/{id}/likeness")
@Tag(name = "Reflections")
class LikenessApi {

    private final LikenessViews likeness;

    private final ReflectionViews views;

    LikenessApi(LikenessViews likeness, ReflectionViews views) {
        this.likeness = likeness;
        this.views = views;
    }

    @GetMapping
    @Operation(operationId = "getLikeness")
    VersionLikeness likeness(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer version) {
        return this.likeness.opened(this.views.readable(id, me), version, me);
    }

}
