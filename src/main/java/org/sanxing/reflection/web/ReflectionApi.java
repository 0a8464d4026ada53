package org.sanxing.reflection.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.calendar.DeadlineClass;
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
@Tag(name = "Reflections")
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
    @Operation(operationId = "listReflections")
    Page<ReflectionList.Row> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String campaignId,
            @RequestParam(required = false) @Schema(implementation = ReflectionState.class) @Nullable String state,
            @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (state != null && Arrays.stream(ReflectionState.values()).noneMatch((known) -> known.id().equals(state))) {
            throw new InvalidInput("state", "unknown-option", "state", state);
        }
        return this.list.readableBy(me.account(), campaignId, state, q, PageLimit.of(limit), cursor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createReflection")
    Standing create(@CurrentPerson Person me, @RequestBody CreateRequest request) {
        if (Texts.isBlank(request.campaignId())) {
            throw new InvalidInput("campaignId", "required", "campaignId");
        }
        return state(this.drafts.begin(request.campaignId(), me.account()));
    }

    @PutMapping("/{id}")
    @Operation(operationId = "saveReflection",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = WrittenContent.class))))
    ReflectionViews.Shown save(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> content) {
        this.drafts.save(id, me.account(), content, IfMatch.revision(ifMatch));
        return this.views.json(this.views.readable(id, me), me);
    }

    @PostMapping("/{id}/submit")
    @Operation(operationId = "submitReflection")
    Standing submit(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable SubmitRequest request) {
        return state(this.submitReflection.execute(new SubmitReflectionCommand(id, me.account(), null,
                (request != null) ? request.answers() : null, IfMatch.revision(ifMatch))));
    }

    @PostMapping("/{id}/withdraw")
    @Operation(operationId = "withdrawReflection")
    Standing withdraw(@CurrentPerson Person me, @PathVariable String id) {
        return state(this.course.withdraw(id, me.account()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getReflection")
    ReflectionViews.Shown show(@CurrentPerson Person me, @PathVariable String id) {
        return this.views.shown(id, me);
    }

    @GetMapping("/{id}/versions")
    @Operation(operationId = "listReflectionVersions")
    Page<ReflectionViews.ShownVersion> versions(@CurrentPerson Person me, @PathVariable String id) {
        return new Page<>(this.views.versions(id, me), null);
    }

    @GetMapping("/{id}/versions/{number}")
    @Operation(operationId = "getReflectionVersion")
    ReflectionViews.WholeVersion version(@CurrentPerson Person me, @PathVariable String id, @PathVariable int number) {
        return this.views.version(id, number, me);
    }

    @GetMapping("/{id}/diff")
    @Operation(operationId = "compareReflectionVersions")
    VersionComparison.Diff diff(@CurrentPerson Person me, @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Nullable Integer to) {
        return this.comparison.of(id, from, to, me).json();
    }

    private static Standing state(Reflection reflection) {
        return new Standing(reflection.id(), reflection.state().id(), reflection.version(), reflection.revision());
    }

    record CreateRequest(@Nullable String campaignId) {

    }

    record SubmitRequest(@ArraySchema(
            schema = @Schema(implementation = RemarkAnswer.class)) @Nullable List<Map<String, Object>> answers) {

    }

    /** Where a material stands. */
    record Standing(String id, @Schema(implementation = ReflectionState.class) String state, int version,
            int revision) {

    }

    /**
     * What the forms that come with the application ask; others may ask more. A draft may
     * leave out anything. For the API's description alone.
     *
     * @param attachments ids of files that were uploaded before
     */
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record WrittenContent(@Nullable String experience, @Nullable List<Problem> problems,
            @Nullable List<String> attachments, @Nullable List<RemarkAnswer> answers) {

    }

    /** The same, as it is shown: the files in place of their ids. */
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record ShownContent(String experience, List<Problem> problems, @Nullable List<Attachment.Described> attachments) {

    }

    /**
     * @param category id of one of the campaign's
     */
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Problem(@Nullable String category, @Nullable String manifestation, @Nullable String cause,
            @Nullable String measure, @Schema(implementation = DeadlineClass.class) @Nullable String deadlineClass,
            @Nullable Boolean underWay) {

    }

    /**
     * @param text needed to decline, and where the passage is as it was
     */
    record RemarkAnswer(String remarkId, @Schema(allowableValues = {
            "done", "declined" }) String answer, @Nullable String text){

    }

}
