package org.sanxing.procedure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.sanxing.common.Conflict;
import org.sanxing.forms.FieldView;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskGroups;

/**
 * What a case has before it, if nobody returns or refuses it: the steps to which what is
 * known so far leads, with who has them by the organisation as it is now.
 */
@Component
public class CaseAhead {

    private final CaseStore cases;

    private final CaseFiles files;

    private final RunningCases running;

    private final Declarations declarations;

    private final Holders holders;

    private final Organization organization;

    CaseAhead(CaseStore cases, CaseFiles files, RunningCases running, Declarations declarations, Holders holders,
            Organization organization) {
        this.cases = cases;
        this.files = files;
        this.running = running;
        this.declarations = declarations;
        this.holders = holders;
        this.organization = organization;
    }

    /**
     * What is behind the open steps; of a case that its subject writes, what follows once
     * it is submitted as it is.
     */
    @Transactional(readOnly = true)
    public List<Next> of(String caseId) {
        // One of its own to reckon with, which nobody saves.
        ProcedureCase of = this.cases.get(caseId);
        if (of.state().isOver()) {
            return List.of();
        }
        Declaration declared = this.files.declaration(of);
        boolean writes = of.state().isWithSubject();
        if (writes) {
            of.put(of.draft());
        }
        Declaration.Step at = (of.definition() != null) ? declared.steps().get(String.valueOf(of.step())) : null;
        List<Next> next = new ArrayList<>();
        if (!writes && at != null && at.levels() != null) {
            next.addAll(levels(of, at, of.levels(), of.levelIndex() + 1));
        }
        List<Declaration.Step> before = new ArrayList<>();
        if (at != null) {
            before.add(at);
        }
        for (String id : this.declarations.ahead(declared, (at != null) ? at.id() : null, known(declared, of))) {
            Declaration.Step step = declared.step(id);
            if (!step.revises()) {
                next.addAll((step.levels() != null)
                        ? levels(of, step, levels(of, step, declared), id.equals(of.levelTask()) ? of.levelIndex() : 0)
                        : next(of, step, before, declared.form()));
                before.add(step);
            }
        }
        return next;
    }

    /** What has been said so far; ticks count as not set until somebody sets them. */
    private Map<String, Object> known(Declaration declared, ProcedureCase of) {
        Map<String, Object> known = new HashMap<>(this.running.firstFacts(declared, of));
        known.values().removeIf(""::equals);
        return known;
    }

    /** As they were found; before that, by what is known so far. */
    private List<String> levels(ProcedureCase of, Declaration.Step step, Declaration declared) {
        return this.declarations.decide(declared.definition(), Objects.requireNonNull(step.levels()),
                this.running.firstFacts(declared, of));
    }

    private List<Next> levels(ProcedureCase of, Declaration.Step step, List<String> levels, int from) {
        List<Next> next = new ArrayList<>();
        int index = from;
        Optional<Holders.Level> level = this.holders.next(levels, index, of, null);
        while (level.isPresent()) {
            next.add(new Next(step, people(level.get().holder())));
            level = this.holders.next(levels, level.get().index() + 1, of, null);
        }
        return (next.isEmpty() && from == 0) ? List.of(new Next(step, List.of())) : next;
    }

    /**
     * @param before the steps from where the case is until this one
     * @param form in which its subject writes; what it does not show there nobody will
     * choose
     */
    private List<Next> next(ProcedureCase of, Declaration.Step step, Collection<Declaration.Step> before,
            FormSchema form) {
        String word = Holders.word(step.holder());
        String field = word.startsWith(Holders.FIELD) ? word.substring(Holders.FIELD.length()) : null;
        if (field != null && isEmpty(of.content().get(field))) {
            boolean asked = before.stream().anyMatch((each) -> each.form().find(field).isPresent());
            FieldView shown = form.view(of.content(), Map.of()).node(field);
            if (asked || (of.state().isWithSubject() && (shown == null || !shown.hidden()))) {
                return List.of(new Next(step, List.of()));
            }
        }
        if (step.several()) {
            List<String> each = this.holders.each(step, of);
            return each.isEmpty() ? List.of() : List.of(new Next(step, people(each)));
        }
        try {
            return List.of(new Next(step, people(this.holders.holder(step, of))));
        }
        catch (Conflict nobody) {
            return List.of(new Next(step, List.of()));
        }
    }

    private static boolean isEmpty(Object value) {
        return value == null || "".equals(value) || (value instanceof Collection<?> all && all.isEmpty());
    }

    private List<Person> people(String holder) {
        return TaskGroups.isGroup(holder) ? TaskGroups.members(holder, this.organization) : people(List.of(holder));
    }

    private List<Person> people(List<String> accounts) {
        Map<String, Person> found = this.organization.findAll(accounts);
        return accounts.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * @param people one of whom has it, or each where several do; empty where it is not
     * known yet
     */
    public record Next(Declaration.Step step, List<Person> people) {

    }

}
