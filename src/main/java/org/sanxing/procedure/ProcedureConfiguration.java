package org.sanxing.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;

import org.sanxing.common.MoreWords;
import org.sanxing.common.OptionList;
import org.sanxing.common.Pinyin;
import org.sanxing.common.SearchPlace;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;

/** What the forms of procedures may offer, and the words that models bring. */
@Configuration(proxyBeanMethods = false)
class ProcedureConfiguration {

    /**
     * Those who may be asked to decide for the organ: the party group, and all who
     * supervise.
     */
    @Bean
    OptionList leaderOptions(Organization organization) {
        return new OptionList("leaders", () -> {
            Map<String, String> leaders = new LinkedHashMap<>();
            Stream
                .concat(organization.partyGroup().stream(),
                        organization.departments()
                            .stream()
                            .flatMap((department) -> organization.supervisorOf(department.id()).stream()))
                .forEach((person) -> leaders.putIfAbsent(person.account(), label(person)));
            return leaders;
        });
    }

    private static String label(Person person) {
        return person.post().isEmpty() ? person.name() : person.name() + " \u00b7 " + person.post();
    }

    @Bean
    OptionList departmentAndPeopleOptions(Organization organization) {
        return new OptionList("departmentsAndPeople", () -> {
            Map<String, String> options = new LinkedHashMap<>();
            for (Department department : organization.departments()) {
                options.put(department.id(), department.name());
            }
            organization.staff().forEach((person) -> options.put(person.account(), label(person)));
            return options;
        });
    }

    /** Procedures by what they are called: to begin one, or else its register. */
    @Bean
    SearchPlace procedureSearch(Procedures procedures) {
        return new SearchPlace("procedures", 5, null, (account, text, most) -> {
            String letters = Texts.figures(text).toLowerCase(Locale.ROOT);
            return procedures.all()
                .stream()
                .filter((declared) -> Stream.of(Locale.CHINESE, Locale.ENGLISH)
                    .map(declared.name()::in)
                    .anyMatch((name) -> name.toLowerCase(Locale.ROOT).contains(letters)
                            || Pinyin.initials(name).startsWith(letters)))
                .limit(most)
                .map((declared) -> new SearchPlace.Hit(
                        "/procedures/" + declared.key() + (procedures.mayStart(declared, account) ? "/new" : ""),
                        declared.name().in(LocaleContextHolder.getLocale()),
                        declared.group().in(LocaleContextHolder.getLocale())))
                .toList();
        });
    }

    /** Cases of all procedures, a few of each. */
    @Bean
    SearchPlace caseSearch(Procedures procedures, Register register) {
        return new SearchPlace("cases", 35, null, (account, text, most) -> procedures.known()
            .stream()
            .flatMap((declared) -> SearchPlace
                .withInitials(text, most, cases(register, declared, text, account, most),
                        () -> cases(register, declared, null, account, SearchPlace.NEWEST), SearchPlace.Hit::title)
                .stream())
            .limit(most)
            .toList());
    }

    private static List<SearchPlace.Hit> cases(Register register, Declaration declared, @Nullable String text,
            String account, int most) {
        return register.page(declared, new Register.Query(null, text, Map.of()), account, most, null)
            .items()
            .stream()
            .map((of) -> new SearchPlace.Hit(RunningCases.page(of), of.title(),
                    Stream.of(declared.name().chinese(), of.number())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" \u00b7 "))))
            .toList();
    }

    /**
     * A step is called as its diagram calls it, in every list of tasks, and what was
     * decided in it as its form does.
     */
    @Bean
    MoreWords wordsOfSteps(Declarations declarations) {
        String prefix = "tasks.kind.";
        String decided = "tasks.decision.";
        return (code, locale) -> {
            if (code.startsWith(decided)) {
                // Of a step, or of any.
                int dot = code.lastIndexOf('.');
                String kind = (dot >= decided.length()) ? code.substring(decided.length(), dot) : null;
                String decision = code.substring(dot + 1);
                return declarations.known()
                    .flatMap((declared) -> declared.steps()
                        .values()
                        .stream()
                        .filter((step) -> kind == null || kind.equals(declared.kind(step.id()))))
                    .flatMap((step) -> step.form().find(Declaration.DECISION).stream())
                    .flatMap((field) -> FormComponent.Option.of(field.choices(Map.of()), decision).stream())
                    .map((option) -> option.name(locale))
                    .findFirst()
                    .orElse(null);
            }
            if (!code.startsWith(prefix) || code.indexOf('.', prefix.length()) < 0) {
                return null;
            }
            String kind = code.substring(prefix.length());
            return declarations.known()
                .flatMap((declared) -> declared.steps()
                    .values()
                    .stream()
                    .filter((step) -> kind.equals(declared.kind(step.id()))))
                .map((step) -> step.name().in(locale))
                .findFirst()
                .orElse(ProcedureTasks.step(kind));
        };
    }

}
