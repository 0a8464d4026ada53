package org.sanxing.organization;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.sanxing.common.NotFound;

/** A department as its colleagues look it up: who is there, who is away until when. */
@Component
@Transactional(readOnly = true)
class DepartmentDirectory {

    /** How far ahead absences are told. */
    private static final int DAYS = 30;

    private final Organization organization;

    private final JdbcDeputies deputies;

    private final ObjectProvider<Absences> absences;

    DepartmentDirectory(Organization organization, JdbcDeputies deputies, ObjectProvider<Absences> absences) {
        this.organization = organization;
        this.deputies = deputies;
        this.absences = absences;
    }

    /**
     * @throws NotFound where there is none
     */
    DepartmentView of(String id) {
        Department department = this.organization.department(id).orElseThrow(() -> new NotFound("department"));
        List<Person> staff = this.organization.staff()
            .stream()
            .filter((person) -> id.equals(person.departmentId()))
            .sorted(Comparator.comparing((person) -> !person.account().equals(department.head())))
            .toList();
        LocalDate today = this.deputies.today();
        List<String> accounts = staff.stream().map(Person::account).toList();
        Map<String, List<Absences.Absence>> away = this.absences.orderedStream()
            .flatMap((one) -> one.of(accounts, today, today.plusDays(DAYS)).stream())
            .sorted(Comparator.comparing(Absences.Absence::from))
            .collect(Collectors.groupingBy(Absences.Absence::account));
        return new DepartmentView(id, department.name(), this.organization.headOf(id).map(Person::ref).orElse(null),
                this.organization.supervisorOf(id).map(Person::ref).orElse(null),
                staff.stream().map((person) -> colleague(person, away, today)).toList());
    }

    private Colleague colleague(Person person, Map<String, List<Absences.Absence>> away, LocalDate today) {
        List<Absences.Absence> all = away.getOrDefault(person.account(), List.of());
        List<String> deputies = this.deputies.standingInFor(person.account()).stream().map(Deputation::deputy).toList();
        Map<String, Person> people = this.organization.findAll(deputies);
        return new Colleague(person.account(), person.name(), person.post(),
                all.stream().anyMatch((absence) -> absence.holds(today)),
                all.stream().map((absence) -> new Period(absence.from(), absence.until())).toList(),
                deputies.stream().distinct().map((account) -> people.get(account).ref()).toList());
    }

    /**
     * @param supervisor of the department or, where it has none, of the next above
     */
    record DepartmentView(String id, String name, @Nullable PersonRef head, @Nullable PersonRef supervisor,
            List<Colleague> people) {

    }

    /**
     * @param awayToday as far as the system knows
     * @param away now and in the next thirty days
     * @param deputies who stand in today
     */
    record Colleague(String account, String name, String post, boolean awayToday, List<Period> away,
            List<PersonRef> deputies) {

    }

    /**
     * @param until last day
     */
    record Period(LocalDate from, LocalDate until) {

    }

}
