package org.sanxing.campaign;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

/**
 * What was typed, in a page or by the API, before it is known to be right.
 *
 * @param categories lines left blank are ignored
 * @param milestones lines left blank are ignored
 * @param participants accounts; null where nothing is said of them
 * @param revision that the change was made on; null where the person does not say
 * @param who {@code chosen} where a page means the participants that are ticked; null in
 * the API
 */
record CampaignForm(String title, String notice, String opens, String closes, List<CategoryLine> categories,
        List<MilestoneLine> milestones, @Nullable List<String> participants, @Nullable Integer revision,
        @JsonIgnore @Nullable String who) {

    static final int TITLE = 200;

    static final int NOTICE = 20_000;

    static final int NAME = 100;

    static final int CATEGORIES = 50;

    static final int MILESTONES = 30;

    CampaignForm {
        title = said(title);
        notice = said(notice);
        opens = said(opens);
        closes = said(closes);
        categories = each(categories, CategoryLine.BLANK);
        milestones = each(milestones, MilestoneLine.BLANK);
        if (who != null && (participants == null || !who.equals("chosen"))) {
            participants = List.of();
        }
        participants = (participants != null) ? each(participants, "") : null;
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static <T> List<T> each(@Nullable List<@Nullable T> lines, T blank) {
        return Stream.ofNullable(lines)
            .flatMap(List::stream)
            .map((line) -> Objects.requireNonNullElse(line, blank))
            .toList();
    }

    record CategoryLine(@Nullable String id, String name) {

        static final CategoryLine BLANK = new CategoryLine(null, "");

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        CategoryLine {
            id = !Texts.isBlank(id) ? id : null;
            name = said(name);
        }

        /** In the API a name may stand alone. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static CategoryLine of(String name) {
            return new CategoryLine(null, name);
        }

        boolean isBlank() {
            return Texts.isBlank(this.name);
        }

    }

    record MilestoneLine(String title, String from, String to) {

        static final MilestoneLine BLANK = new MilestoneLine("", "", "");

        MilestoneLine {
            title = said(title);
            from = said(from);
            to = said(to);
        }

        boolean isBlank() {
            return Texts.isBlank(this.title) && Texts.isBlank(this.from) && Texts.isBlank(this.to);
        }

    }

    static CampaignForm of(CampaignPlan plan) {
        Campaign campaign = plan.campaign();
        return new CampaignForm(campaign.title(), plan.notice(), campaign.opens().toString(),
                campaign.closes().toString(),
                campaign.categories()
                    .stream()
                    .map((category) -> new CategoryLine(category.id(), category.name()))
                    .toList(),
                campaign.milestones()
                    .stream()
                    .map((stage) -> new MilestoneLine(stage.title(), stage.from().toString(), stage.to().toString()))
                    .toList(),
                plan.participants().isEmpty() ? null : plan.participants().stream().sorted().toList(),
                campaign.revision(), null);
    }

    /**
     * @param staff accounts that may owe a material
     * @throws InvalidInput with every field that is wrong
     */
    CampaignContent read(Set<String> staff) {
        List<FieldError> errors = new ArrayList<>();
        String cleanTitle = text("title", Texts.strip(this.title), TITLE, false, errors);
        String cleanNotice = text("notice", this.notice.replace("\r\n", "\n").replace('\r', '\n'), NOTICE, true,
                errors);
        if (cleanTitle.isEmpty()) {
            errors.add(FieldError.of("title", "campaign-title-required"));
        }
        LocalDate first = date("opens", this.opens, errors);
        LocalDate last = date("closes", this.closes, errors);
        if (first != null && last != null && !last.isAfter(first)) {
            errors.add(FieldError.of("closes", "campaign-closes-before-opens"));
        }
        List<CampaignContent.Line> lines = readCategories(errors);
        List<Campaign.Milestone> stages = readMilestones(errors);
        Set<String> named = readParticipants(staff, errors);
        if (!errors.isEmpty() || first == null || last == null) {
            throw new InvalidInput(errors);
        }
        return new CampaignContent(cleanTitle, cleanNotice, first, last, lines, stages, named);
    }

    private List<CampaignContent.Line> readCategories(List<FieldError> errors) {
        List<CampaignContent.Line> lines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 0; index < this.categories.size(); index++) {
            CategoryLine typed = this.categories.get(index);
            String field = "categories[" + index + "].name";
            String name = text(field, Texts.strip(typed.name()), NAME, false, errors);
            if (name.isEmpty()) {
                continue;
            }
            if (!names.add(name)) {
                errors.add(FieldError.of(field, "campaign-category-twice", name));
            }
            lines.add(new CampaignContent.Line(typed.id(), name, field));
        }
        if (lines.isEmpty()) {
            errors.add(FieldError.of("categories", "campaign-category-required"));
        }
        if (lines.size() > CATEGORIES) {
            errors.add(FieldError.of("categories", "campaign-too-many", CATEGORIES));
        }
        return lines;
    }

    private List<Campaign.Milestone> readMilestones(List<FieldError> errors) {
        List<Campaign.Milestone> stages = new ArrayList<>();
        for (int index = 0; index < this.milestones.size(); index++) {
            MilestoneLine typed = this.milestones.get(index);
            if (typed.isBlank()) {
                continue;
            }
            String field = "milestones[" + index + "]";
            String name = text(field + ".title", Texts.strip(typed.title()), NAME, false, errors);
            if (name.isEmpty()) {
                errors.add(FieldError.of(field + ".title", "campaign-milestone-title-required"));
            }
            LocalDate from = date(field + ".from", typed.from(), errors);
            LocalDate to = date(field + ".to", typed.to(), errors);
            if (from != null && to != null) {
                if (to.isBefore(from)) {
                    errors.add(FieldError.of(field + ".to", "campaign-milestone-backwards"));
                }
                stages.add(new Campaign.Milestone(name, from, to));
            }
        }
        if (stages.size() > MILESTONES) {
            errors.add(FieldError.of("milestones", "campaign-too-many", MILESTONES));
        }
        return stages;
    }

    private @Nullable Set<String> readParticipants(Set<String> staff, List<FieldError> errors) {
        if (this.participants == null) {
            return null;
        }
        Set<String> named = new LinkedHashSet<>();
        for (int index = 0; index < this.participants.size(); index++) {
            String account = this.participants.get(index);
            if (!staff.contains(account)) {
                errors
                    .add(FieldError.of("participants[" + index + "]", "campaign-participant-unknown", shown(account)));
            }
            named.add(account);
        }
        return named;
    }

    private static String shown(String account) {
        return account.codePoints()
            .filter((character) -> !Character.isISOControl(character))
            .limit(64)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    }

    private static String text(String field, String typed, int limit, boolean lines, List<FieldError> errors) {
        if (typed.codePointCount(0, typed.length()) > limit) {
            errors.add(FieldError.of(field, "campaign-too-long", limit));
        }
        if (typed.codePoints()
            .anyMatch((character) -> Character.isISOControl(character)
                    && !(lines && (character == '\n' || character == '\t')))) {
            errors.add(FieldError.of(field, "campaign-control-character"));
        }
        return typed;
    }

    private static @Nullable LocalDate date(String field, String typed, List<FieldError> errors) {
        try {
            LocalDate date = LocalDate.parse(Texts.figures(Texts.strip(typed)));
            if (date.getYear() >= 1949 && date.getYear() <= 9999) {
                return date;
            }
        }
        catch (DateTimeParseException ex) {
            // told below
        }
        errors.add(FieldError.of(field, Texts.isBlank(typed) ? "campaign-date-required" : "campaign-date"));
        return null;
    }

}
