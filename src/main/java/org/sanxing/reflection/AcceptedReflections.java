package org.sanxing.reflection;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.sanxing.common.NotFound;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class AcceptedReflections implements Reflections {

    private final ReflectionRepository reflections;

    private final Versions versions;

    private final ReflectionForms forms;

    private final ReflectionAccess access;

    private final ReflectionReaders readers;

    private final ReviewerPolicy policy;

    private final Clock clock;

    AcceptedReflections(ReflectionRepository reflections, Versions versions, ReflectionForms forms,
            ReflectionAccess access, ReflectionReaders readers, ReviewerPolicy policy, Clock clock) {
        this.reflections = reflections;
        this.versions = versions;
        this.forms = forms;
        this.access = access;
        this.readers = readers;
        this.policy = policy;
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
                .map((version) -> ReflectionContent.of(this.forms.data(version.content())).problems())
                .orElseThrow());
        return new AcceptedReflection(reflection.id(), reflection.title(), reflection.author(), reflection.campaignId(),
                String.valueOf(reflection.departmentId()), String.valueOf(reflection.branchId()), reflection.version(),
                reflection.acceptedAt(), problems);
    }

    @Override
    public void opened(String reflectionId, String account) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.readers.opened(reflection, account, reflection.version());
    }

    @Override
    public boolean mayRead(String reflectionId, String account) {
        return this.reflections.findById(reflectionId)
            .filter((reflection) -> this.access.mayRead(reflection, account))
            .isPresent();
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

}
