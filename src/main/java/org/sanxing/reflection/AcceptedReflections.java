package org.sanxing.reflection;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.sanxing.audit.CaseDescriber;
import org.sanxing.campaign.Campaigns;
import org.sanxing.common.NotFound;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.transaction.annotation.Transactional;

/** Materials as the ledger and the audit see them. */
@Component
@Transactional
class AcceptedReflections implements Reflections, CaseDescriber {

    private final ReflectionRepository reflections;

    private final Versions versions;

    private final ReflectionForms forms;

    private final ReflectionReaders readers;

    private final ReviewerPolicy policy;

    private final Organization organization;

    private final Campaigns campaigns;

    private final Clock clock;

    AcceptedReflections(ReflectionRepository reflections, Versions versions, ReflectionForms forms,
            ReflectionReaders readers, ReviewerPolicy policy, Organization organization, Campaigns campaigns,
            Clock clock) {
        this.reflections = reflections;
        this.versions = versions;
        this.forms = forms;
        this.readers = readers;
        this.policy = policy;
        this.organization = organization;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Override
    public AcceptedReflection accepted(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        if (reflection.acceptedAt() == null) {
            throw new NotFound("reflection");
        }
        Supplier<List<Problem>> problems = SingletonSupplier
            .of(() -> this.versions.find(reflectionId, reflection.version())
                .map((version) -> this.forms.content(version).problems())
                .orElseThrow());
        return new AcceptedReflection(reflection.id(), reflection.title(), reflection.author(), reflection.campaignId(),
                String.valueOf(reflection.departmentId()), String.valueOf(reflection.branchId()), reflection.version(),
                reflection.acceptedAt(), problems);
    }

    @Override
    public boolean mayRead(String reflectionId, String account) {
        return this.reflections.findById(reflectionId)
            .filter((reflection) -> this.readers.mayRead(reflection, account))
            .isPresent();
    }

    @Override
    public void opened(String reflectionId, String account) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.readers.opened(reflection, account, reflection.version());
    }

    @Override
    public String stateOf(String reflectionId) {
        return this.reflections.getById(reflectionId).state().id();
    }

    @Override
    public void reached(String reflectionId, String account, String way) {
        this.readers.reached(reflectionId, account, way);
    }

    @Override
    public Optional<String> registrars(String reflectionId) {
        return this.policy.registrars(this.reflections.getById(reflectionId));
    }

    @Override
    public void markRegistered(String reflectionId, String actor) {
        Reflection reflection = this.reflections.lock(reflectionId);
        reflection.register(actor, this.clock.instant());
        this.reflections.save(reflection);
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of("reflection");
    }

    @Override
    @Transactional(readOnly = true)
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
    @Transactional(readOnly = true)
    public List<CaseVersion> versions(String caseId) {
        return this.reflections.findById(caseId).map((reflection) -> {
            Map<String, List<FormComponent.Option>> options = this.forms.options(reflection);
            return this.versions.of(caseId)
                .stream()
                .map((version) -> new CaseVersion(version.number(), version.submittedAt(), version.submittedBy(),
                        labelled(version, options)))
                .toList();
        }).orElse(List.of());
    }

    private Map<String, Object> labelled(Versions.FrozenVersion version,
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
