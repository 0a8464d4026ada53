package org.sanxing.reflection.usecase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.ReflectionState;
import org.sanxing.reflection.ReviewerPolicy.Assignment;
import org.sanxing.reflection.ReviewerPolicy.Decided;
import org.sanxing.reflection.ReviewerPolicy;
import org.sanxing.reflection.Versions;
import org.sanxing.tasks.CaseCourse;

import org.springframework.stereotype.Component;

/** Who reviews a material after whom, and who registers it then. */
@Component
class ReviewSteps implements CaseCourse {

    private final ReflectionRepository reflections;

    private final Versions versions;

    private final ReviewerPolicy policy;

    ReviewSteps(ReflectionRepository reflections, Versions versions, ReviewerPolicy policy) {
        this.reflections = reflections;
        this.versions = versions;
        this.policy = policy;
    }

    @Override
    public String caseType() {
        return "reflection";
    }

    @Override
    public Optional<Course> of(String caseId) {
        return this.versions.find(caseId, 1)
            .map((version) -> new Course(new Act("submitted", version.submittedBy(), version.submittedAt()),
                    next(this.reflections.getById(caseId)), null));
    }

    private List<Next> next(Reflection reflection) {
        boolean reviewed = reflection.state() == ReflectionState.IN_REVIEW;
        if (!reviewed && !reflection.isWithAuthor()) {
            return List.of();
        }
        List<Next> next = new ArrayList<>();
        int index = reviewed ? reflection.levelIndex() + 1 : reflection.levelIndex();
        Decided before = reviewed ? decided(reflection.levelHolder()) : null;
        for (Optional<Assignment> level = this.policy.next(reflection, index, before); level
            .isPresent(); level = this.policy.next(reflection, level.get().index() + 1,
                    decided(level.get().account()))) {
            next.add(new Next(ReflectionReviewProcess.KIND_REVIEW, List.of(level.get().account())));
        }
        List<String> registrars = this.policy.registrars(reflection.branchId(), reflection.author())
            .stream()
            .map(Person::account)
            .toList();
        next.add(new Next(ReflectionReviewProcess.KIND_REGISTER, registrars.isEmpty()
                ? this.policy.leader(reflection.author()).map(Person::account).stream().toList() : registrars));
        return next;
    }

    private static @Nullable Decided decided(@Nullable String account) {
        return (account != null) ? new Decided(account, account, null) : null;
    }

}
