package org.sanxing.organization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills an empty database with the organisation that api.md describes. It is one
 * transaction: a start that was interrupted leaves nothing, and the next one does it all.
 */
@Component
@Profile("demo")
class DemoOrganization implements DemoAccounts, SmartLifecycle {

    private final OrganizationStore store;

    private final Credentials credentials;

    private final ApplicationEventPublisher events;

    private final Demo demo;

    private volatile boolean running;

    DemoOrganization(OrganizationStore store, Credentials credentials, ApplicationEventPublisher events,
            JsonMapper json) {
        this.store = store;
        this.credentials = credentials;
        this.events = events;
        try (InputStream file = new ClassPathResource("demo/organization.json").getInputStream()) {
            this.demo = json.readValue(file, Demo.class);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void stop() {
        this.running = false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** After the models, before the web server takes the first request. */
    @Override
    public int getPhase() {
        return 10;
    }

    @Override
    @Transactional
    public void start() {
        this.running = true;
        if (this.store.isEmpty()) {
            fill(this.demo);
        }
    }

    @Override
    public String password() {
        return this.demo.password();
    }

    @Override
    public List<DemoAccount> accounts() {
        return this.demo.people().stream().map((person) -> new DemoAccount(person.account(), roles(person))).toList();
    }

    private List<String> roles(DemoPerson person) {
        List<String> roles = new ArrayList<>();
        if (this.demo.departments().stream().anyMatch((one) -> person.account().equals(one.head()))) {
            roles.add("account.demo.head");
        }
        if (this.demo.departments().stream().anyMatch((one) -> person.account().equals(one.supervisor()))) {
            roles.add("account.demo.supervisor");
        }
        Objects.requireNonNullElse(person.roles(), List.<String>of())
            .forEach((role) -> roles.add("organization.role." + role));
        return roles.isEmpty() ? List.of("account.demo.staff") : roles;
    }

    private void fill(Demo demo) {
        Map<String, String> branches = new HashMap<>();
        for (DemoBranch row : demo.branches()) {
            Branch branch = new Branch(Ids.next(), row.name(), row.code());
            branches.put(row.code(), branch.id());
            this.store.insert(branch);
            this.events.publishEvent(OrganizationEvent.branchAdded(AuditRecord.SYSTEM, branch));
        }
        Map<String, Department> departments = new HashMap<>();
        for (DemoDepartment row : demo.departments()) {
            String parent = (row.parent() != null) ? departments.get(row.parent()).id() : null;
            Department department = new Department(Ids.next(), row.name(), parent, null, null);
            this.store.insert(department, departments.size());
            departments.put(row.name(), department);
            this.events.publishEvent(OrganizationEvent.departmentAdded(AuditRecord.SYSTEM, department));
        }
        for (DemoPerson row : demo.people()) {
            add(row, (row.department() != null) ? departments.get(row.department()).id() : null,
                    (row.branch() != null) ? branches.get(row.branch()) : null);
        }
        this.credentials.setPassword(demo.people().stream().map(DemoPerson::account).toList(), demo.password());
        // Heads and supervisors are people, who are there only now.
        int place = 0;
        for (DemoDepartment row : demo.departments()) {
            Department before = departments.get(row.name());
            Department after = new Department(before.id(), before.name(), before.parentId(), row.head(),
                    row.supervisor());
            this.store.update(after, place++, null);
            if (!after.equals(before)) {
                this.events.publishEvent(OrganizationEvent.departmentChanged(AuditRecord.SYSTEM, before, after));
            }
        }
    }

    private void add(DemoPerson row, @Nullable String department, @Nullable String branch) {
        Person person = new Person(row.account(), row.name(), row.post(), department, branch,
                row.account() + "@sanxing.example", true);
        this.store.insert(person);
        this.events.publishEvent(OrganizationEvent.personAdded(AuditRecord.SYSTEM, person));
        for (String id : Objects.requireNonNullElse(row.roles(), List.<String>of())) {
            Role role = Roles.byId(id).orElseThrow();
            String of = role.ofBranchCommittee() ? branch : null;
            this.store.grant(row.account(), role, of, AuditRecord.SYSTEM);
            this.events.publishEvent(OrganizationEvent.roleGranted(AuditRecord.SYSTEM, row.account(), role, of));
        }
    }

    record Demo(String password, List<DemoBranch> branches, List<DemoDepartment> departments, List<DemoPerson> people) {

    }

    record DemoBranch(String code, String name) {

    }

    record DemoDepartment(String name, @Nullable String parent, @Nullable String head, @Nullable String supervisor) {

    }

    record DemoPerson(String account, String name, String post, @Nullable String department, @Nullable String branch,
            @Nullable List<String> roles) {

    }

}
