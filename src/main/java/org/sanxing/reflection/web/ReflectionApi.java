package org.sanxing.reflection.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.common.Texts;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionList;
import org.sanxing.reflection.ReflectionState;
import org.sanxing.reflection.usecase.Drafts;
import org.sanxing.reflection.usecase.ReviewCourse;
import org.sanxing.reflection.usecase.SubmitReflection.SubmitReflectionCommand;
import org.sanxing.reflection.usecase.SubmitReflection;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/reflections")
@Tag(name = "Reflections", description = "Materials: writing, submitting, withdrawing, reading")
class ReflectionApi {

    private final Drafts drafts;

    private final SubmitReflection submitReflection;

    private final ReviewCourse course;

    private final ReflectionList list;

    private final ReflectionViews views;

    private final VersionComparison comparison;

    ReflectionApi(Drafts drafts, SubmitReflection submitReflection, ReviewCourse course, ReflectionList list,
            ReflectionViews views, VersionComparison comparison) {
        this.drafts = drafts;
        this.submitReflection = submitReflection;
        this.course = course;
        this.list = list;
        this.views = views;
        this.comparison = comparison;
    }

    @GetMapping
    @Operation(summary = "Lists my materials, and those I may read")
    Page<ReflectionList.Row> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String campaignId,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (state != null && Arrays.stream(ReflectionState.values()).noneMatch((known) -> known.id().equals(state))) {
            throw new InvalidInput("state", "unknown-option", "state", state);
        }
        return this.list.readableBy(me.account(), campaignId, state, q, PageLimit.of(limit), cursor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Begins my material in a campaign")
    Map<String, Object> create(@CurrentPerson Person me, @RequestBody CreateRequest request) {
        if (Texts.isBlank(request.campaignId())) {
            throw new InvalidInput("campaignId", "required", "campaignId");
        }
        return state(this.drafts.begin(request.campaignId(), me.account()));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Keeps what I have written so far",
            description = "With a stale If-Match, 409 says who saved when, with the newest revision and what is saved now as current")
    Map<String, Object> save(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> content) {
        this.drafts.save(id, me.account(), content, IfMatch.revision(ifMatch));
        return this.views.json(this.views.readable(id, me), me);
    }

    @PostMapping("/{id}/submit")
    @Operation(summary = "Submits what I have written as the next version",
            description = "With a stale If-Match, 409 says who saved when, with the newest revision and what is saved now as current")
    Map<String, Object> submit(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable SubmitRequest request) {
        return state(this.submitReflection.execute(new SubmitReflectionCommand(id, me.account(), null,
                (request != null) ? request.answers() : null, IfMatch.revision(ifMatch))));
    }

    @PostMapping("/{id}/withdraw")
    @Operation(summary = "Takes the newest version back before anybody decided on it")
    Map<String, Object> withdraw(@CurrentPerson Person me, @PathVariable String id) {
        return state(this.course.withdraw(id, me.account()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a material")
    Map<String, Object> show(@CurrentPerson Person me, @PathVariable String id) {
        return this.views.shown(id, me);
    }

    @GetMapping("/{id}/versions")
    @Operation(summary = "Lists the submitted versions")
    Page<ReflectionViews.ShownVersion> versions(@CurrentPerson Person me, @PathVariable String id) {
        return new Page<>(this.views.versions(id, me), null);
    }

    @GetMapping("/{id}/versions/{number}")
    @Operation(summary = "Shows a submitted version")
    Map<String, Object> version(@CurrentPerson Person me, @PathVariable String id, @PathVariable int number) {
        return this.views.version(id, number, me);
    }

    @GetMapping("/{id}/diff")
    @Operation(summary = "Shows what changed between two submitted versions, by default since the one I decided on")
    Map<String, Object> diff(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to) {
        return this.comparison.of(id, from, to, me).json();
    }

    private static Map<String, Object> state(Reflection reflection) {
        return Map.of("id", reflection.id(), "state", reflection.state().id(), "version", reflection.version(),
                "revision", reflection.revision());
    }

    record CreateRequest(@Nullable String campaignId) {

    }

    record SubmitRequest(@Nullable List<Map<String, Object>> answers) {

    }

}
