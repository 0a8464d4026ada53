package org.sanxing.reflection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.sanxing.audit.CaseDescriber;
import org.sanxing.campaign.Campaigns;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the audit of materials. */
@Component
@Transactional(readOnly = true)
class ReflectionCaseDescriber implements CaseDescriber {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final Versions versions;

    private final ReflectionForms forms;

    private final Organization organization;

    private final Campaigns campaigns;

    private final ReflectionReaders readers;

    ReflectionCaseDescriber(ReflectionRepository reflections, ReflectionAccess access, Versions versions,
            ReflectionForms forms, Organization organization, Campaigns campaigns, ReflectionReaders readers) {
        this.reflections = reflections;
        this.access = access;
        this.versions = versions;
        this.forms = forms;
        this.organization = organization;
        this.campaigns = campaigns;
        this.readers = readers;
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of("reflection");
    }

    @Override
    public Optional<CaseDescription> describe(String caseId) {
        return this.reflections.findById(caseId)
            .map((reflection) -> new CaseDescription(caseId, reflection.title(), reflection.author(),
                    Optional.ofNullable(reflection.departmentId())
                        .flatMap(this.organization::department)
                        .map(Department::name)
                        .orElse(""),
                    this.campaigns.title(reflection.campaignId()).orElse(null), reflection.state().id(),
                    "/materials/" + caseId));
    }

    @Override
    public boolean mayRead(String caseId, String account) {
        return this.reflections.findById(caseId)
            .filter((reflection) -> this.access.mayRead(reflection, account))
            .isPresent();
    }

    @Override
    @Transactional
    public void opened(String caseId, String account) {
        Reflection reflection = this.reflections.getById(caseId);
        this.readers.opened(reflection, account, reflection.version());
    }

    @Override
    public List<CaseVersion> versions(String caseId) {
        return this.reflections.findById(caseId).map((reflection) -> {
            Map<String, List<FormComponent.Option>> options = this.forms.options(reflection);
            return this.versions.of(caseId)
                .stream()
                .map((version) -> new CaseVersion(version.number(), version.submittedAt(), version.submittedBy(),
                        content(version, options)))
                .toList();
        }).orElse(List.of());
    }

    private Map<String, Object> content(Versions.FrozenVersion version,
            Map<String, List<FormComponent.Option>> options) {
        String form = this.versions.form(version.formHash());
        Map<String, Object> data = this.forms.data(version.content());
        Map<String, Object> content = new LinkedHashMap<>(this.forms.labelled(form, data, options));
        FormSchema schema = this.forms.read(form);
        schema.files(data)
            .forEach((path, ids) -> content.put(schema.find(path).map(FormComponent::name).orElse(path),
                    options.getOrDefault(ReflectionForms.FILES, List.of())
                        .stream()
                        .filter((file) -> ids.contains(file.value()))
                        .map((file) -> new Link(file.label(), "/attachments/" + file.value()))
                        .toList()));
        return content;
    }

}
