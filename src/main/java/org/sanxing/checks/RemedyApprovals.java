package org.sanxing.checks;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.organization.ApprovalKind;
import org.sanxing.organization.Organization;
import org.sanxing.tasks.DeadEnds.DeadEnd;

import org.springframework.stereotype.Component;

/**
 * A remedy by which the administrator chooses who gets what stands still: whoever gets it
 * reads it and decides on it. The other remedies follow the organisation, or end
 * something.
 */
@Component
class RemedyApprovals implements ApprovalKind<RemedyApprovals.RemedyCommand> {

    static final String REMEDY = "remedy";

    private final Checks checks;

    private final CheckViews views;

    private final Organization organization;

    RemedyApprovals(Checks checks, CheckViews views, Organization organization) {
        this.checks = checks;
        this.views = views;
        this.organization = organization;
    }

    @Override
    public String id() {
        return REMEDY;
    }

    @Override
    public Class<RemedyCommand> command() {
        return RemedyCommand.class;
    }

    @Override
    public String subject(RemedyCommand command) {
        return String.valueOf(command.given().to());
    }

    @Override
    public boolean waits(String actor, RemedyCommand command) {
        return remedy(command).filter((remedy) -> remedy.needs().contains("to")).isPresent();
    }

    private Optional<CheckViews.RemedyView> remedy(RemedyCommand command) {
        return found(command).map((found) -> this.views.finding(command.kind(), found))
            .flatMap((finding) -> finding.remedies()
                .stream()
                .filter((offered) -> offered.id().equals(command.remedy()))
                .findFirst());
    }

    private Optional<DeadEnd> found(RemedyCommand command) {
        return this.checks.find(command.kind(), command.id());
    }

    @Override
    public @Nullable String reason(RemedyCommand command) {
        return command.given().reason();
    }

    @Override
    public void check(String actor, RemedyCommand command) {
        this.checks.check(command.kind(), command.id(), command.remedy(), command.given(), actor);
    }

    @Override
    public List<String> gives(RemedyCommand command) {
        String to = subject(command);
        String name = this.organization.find(to).map((person) -> person.name() + " (" + to + ")").orElse(to);
        return List.of(this.views.say("checks.gives", name),
                found(command).map((found) -> this.views.finding(command.kind(), found).text())
                    .orElseGet(() -> this.views.say("error.finding-settled")));
    }

    @Override
    public RemedyCommand execute(String actor, RemedyCommand command) {
        this.checks.remedy(command.kind(), command.id(), command.remedy(), command.given(), actor);
        return command;
    }

    record RemedyCommand(String kind, String id, String remedy, Checks.Given given) {

    }

}
