package org.sanxing.campaign;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
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

    private final CreateCampaign createCampaign;

    private final ChangeCampaign changeCampaign;

    private final OpenCampaign openCampaign;

    private final CloseCampaign closeCampaign;

    CampaignApi(CampaignStore campaigns, CampaignRights rights, ProgressOfCampaign progress,
            CreateCampaign createCampaign, ChangeCampaign changeCampaign, OpenCampaign openCampaign,
            CloseCampaign closeCampaign) {
        this.campaigns = campaigns;
        this.rights = rights;
        this.progress = progress;
        this.createCampaign = createCampaign;
        this.changeCampaign = changeCampaign;
        this.openCampaign = openCampaign;
        this.closeCampaign = closeCampaign;
    }

    @GetMapping
    @Operation(summary = "Campaigns, the newest first; drafts for those who plan them")
    Page<Item> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return this.campaigns.page(this.rights.mayPlan(me.account()), PageLimit.of(limit), cursor).map(Item::of);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One campaign with its notice")
    ResponseEntity<Detail> one(@CurrentPerson Person me, @PathVariable String id) {
        CampaignPlan plan = this.campaigns.plan(id).orElseThrow(() -> new NotFound("campaign"));
        this.rights.checkMaySee(plan.state(), me.account());
        List<String> participants = this.rights.mayPlan(me.account()) ? plan.participants().stream().sorted().toList()
                : null;
        Campaign campaign = plan.campaign();
        return ResponseEntity.ok()
            .eTag("\"" + campaign.revision() + "\"")
            .body(new Detail(campaign.id(), campaign.title(), campaign.state().id(), campaign.categories(),
                    campaign.opens(), campaign.closes(), campaign.milestones(), campaign.revision(), plan.notice(),
                    participants));
    }

    @PostMapping
    @Operation(summary = "Plan a campaign; it starts as a draft")
    ResponseEntity<Item> create(@CurrentPerson Person me, @RequestBody Request request) {
        Campaign campaign = this.createCampaign.execute(new CreateCampaign.Command(request.form(), me.account()));
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + campaign.id())).body(Item.of(campaign));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change what a campaign says")
    ResponseEntity<Item> change(@CurrentPerson Person me, @PathVariable String id, @RequestBody Request request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Campaign campaign = this.changeCampaign
            .execute(new ChangeCampaign.Command(id, request.form(), request.expected(ifMatch), me.account()));
        return ResponseEntity.ok().eTag("\"" + campaign.revision() + "\"").body(Item.of(campaign));
    }

    @PostMapping("/{id}/open")
    @Operation(summary = "Open a campaign and tell everybody whom it names")
    Item open(@CurrentPerson Person me, @PathVariable String id) {
        return Item.of(this.openCampaign.execute(new OpenCampaign.Command(id, me.account())));
    }

    @PostMapping("/{id}/close")
    @Operation(summary = "Close a campaign: no material is begun any more")
    Item close(@CurrentPerson Person me, @PathVariable String id) {
        return Item.of(this.closeCampaign.execute(new CloseCampaign.Command(id, me.account())));
    }

    @GetMapping("/{id}/progress")
    @Operation(summary = "Numbers by branch and department, as far as the caller is in charge of them")
    ProgressOfCampaign.Progress progress(@CurrentPerson Person me, @PathVariable String id) {
        return this.progress.of(id, me.account());
    }

    record Item(String id, String title, String state, List<Campaign.Category> categories, LocalDate opens,
            LocalDate closes, List<Campaign.Milestone> milestones, int revision) {

        static Item of(Campaign campaign) {
            return new Item(campaign.id(), campaign.title(), campaign.state().id(), campaign.categories(),
                    campaign.opens(), campaign.closes(), campaign.milestones(), campaign.revision());
        }

    }

    /**
     * @param participants null for those who do not plan campaigns
     */
    record Detail(String id, String title, String state, List<Campaign.Category> categories, LocalDate opens,
            LocalDate closes, List<Campaign.Milestone> milestones, int revision, String notice,
            @Nullable List<String> participants) {

    }

    /**
     * @param categories names, or objects with {@code name} and, for a known one,
     * {@code id}
     * @param participants accounts; left out for everybody, or unchanged
     */
    record Request(@Nullable String title, @Nullable String notice, @Nullable String opens, @Nullable String closes,
            @Nullable List<@Nullable Object> categories, @Nullable List<@Nullable MilestoneRequest> milestones,
            @Nullable List<@Nullable String> participants, @Nullable Integer revision) {

        CampaignForm form() {
            List<CampaignForm.CategoryLine> lines = (this.categories != null)
                    ? this.categories.stream().map(Request::line).toList() : List.of();
            List<CampaignForm.MilestoneLine> stages = (this.milestones != null)
                    ? this.milestones.stream().map(Request::stage).toList() : List.of();
            List<String> accounts = (this.participants != null) ? this.participants.stream().map(Request::text).toList()
                    : null;
            return new CampaignForm(text(this.title), text(this.notice), text(this.opens), text(this.closes), lines,
                    stages, accounts);
        }

        @Nullable Integer expected(@Nullable String ifMatch) {
            Integer seen = IfMatch.revision(ifMatch);
            return (seen != null) ? seen : this.revision;
        }

        private static CampaignForm.CategoryLine line(@Nullable Object given) {
            if (given instanceof Map<?, ?> map) {
                Object id = map.get("id");
                return new CampaignForm.CategoryLine((id != null) ? id.toString() : null, text(map.get("name")));
            }
            return new CampaignForm.CategoryLine(null, text(given));
        }

        private static CampaignForm.MilestoneLine stage(@Nullable MilestoneRequest given) {
            return (given != null)
                    ? new CampaignForm.MilestoneLine(text(given.title()), text(given.from()), text(given.to()))
                    : new CampaignForm.MilestoneLine("", "", "");
        }

        private static String text(@Nullable Object given) {
            return (given != null) ? given.toString() : "";
        }

    }

    record MilestoneRequest(@Nullable String title, @Nullable String from, @Nullable String to) {

    }

}
