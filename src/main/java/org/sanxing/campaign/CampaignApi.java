package org.sanxing.campaign;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.sanxing.common.IfMatch;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.PageLimit;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignApi {

    private final CampaignStore campaigns;

    private final CampaignRights rights;

    private final ProgressOfCampaign progress;

    private final KeepCampaigns keep;

    CampaignApi(CampaignStore campaigns, CampaignRights rights, ProgressOfCampaign progress, KeepCampaigns keep) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.progress = progress;
        this.keep = keep;
    }

    @GetMapping
    @Operation(operationId = "listCampaigns")
    Page<Campaign> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return this.campaigns.page(this.rights.mayPlan(me.account()), PageLimit.of(limit), cursor);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getCampaign")
    ResponseEntity<Detail> one(@CurrentPerson Person me, @PathVariable String id) {
        CampaignPlan plan = this.campaigns.plan(id).orElseThrow(() -> new NotFound("campaign"));
        Campaign campaign = plan.campaign();
        this.rights.checkMaySee(campaign.state(), me.account());
        List<String> participants = this.rights.mayPlan(me.account()) ? plan.participants().stream().sorted().toList()
                : null;
        return ResponseEntity.ok()
            .eTag("\"" + campaign.revision() + "\"")
            .body(new Detail(campaign, plan.notice(), participants));
    }

    @PostMapping
    @Operation(operationId = "createCampaign")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    ResponseEntity<Campaign> create(@CurrentPerson Person me, @RequestBody CampaignForm body) {
        Campaign campaign = this.keep.create(me.account(), body);
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id())).body(campaign);
    }

    @PutMapping("/{id}")
    @Operation(operationId = "changeCampaign")
    ResponseEntity<Campaign> change(@CurrentPerson Person me, @PathVariable String id, @RequestBody CampaignForm body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Integer seen = IfMatch.revision(ifMatch);
        Campaign campaign = this.keep.change(me.account(), id, body, (seen != null) ? seen : body.revision());
        return ResponseEntity.ok().eTag("\"" + campaign.revision() + "\"").body(campaign);
    }

    @PostMapping("/{id}/open")
    @Operation(operationId = "openCampaign")
    Campaign open(@CurrentPerson Person me, @PathVariable String id) {
        return this.keep.open(me.account(), id);
    }

    @PostMapping("/{id}/close")
    @Operation(operationId = "closeCampaign")
    Campaign close(@CurrentPerson Person me, @PathVariable String id) {
        return this.keep.close(me.account(), id);
    }

    @GetMapping("/{id}/progress")
    @Operation(operationId = "getCampaignProgress")
    ProgressOfCampaign.Progress progress(@CurrentPerson Person me, @PathVariable String id) {
        return this.progress.of(id, me.account());
    }

    /**
     * @param participants null for those who do not plan campaigns
     */
    record Detail(@JsonUnwrapped Campaign campaign, String notice, @Nullable List<String> participants) {

    }

}
