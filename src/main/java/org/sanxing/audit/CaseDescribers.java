package org.sanxing.audit;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Claims;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The describers that modules registered, by the type of case. */
@Component
public class CaseDescribers implements SmartInitializingSingleton {

    private final ObjectProvider<CaseDescriber> beans;

    private final AuditCases cases;

    private @Nullable Map<String, CaseDescriber> byType;

    CaseDescribers(ObjectProvider<CaseDescriber> beans, AuditCases cases) {
        this.beans = beans;
        this.cases = cases;
    }

    @Override
    public void afterSingletonsInstantiated() {
        all();
    }

    /** Whether there is such a case, and the person may see it. */
    public boolean mayRead(String caseId, String account) {
        return this.cases.find(caseId).filter((found) -> of(found.type()).mayRead(caseId, account)).isPresent();
    }

    /** Empty where objects of the type are no cases. */
    Optional<CaseDescriber> find(String type) {
        return Optional.ofNullable(all().get(type));
    }

    CaseDescriber of(String type) {
        return find(type).orElseThrow(() -> new IllegalStateException("No module describes cases of the type " + type));
    }

    private Map<String, CaseDescriber> all() {
        Map<String, CaseDescriber> known = this.byType;
        if (known == null) {
            known = Claims.of("cases of the type", this.beans.stream(), CaseDescriber::caseTypes);
            this.byType = known;
        }
        return known;
    }

}
