package org.sanxing.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class CaseDescribersTests {

    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    private final AuditCases cases = mock(AuditCases.class);

    private final CaseDescribers describers = new CaseDescribers(this.beans.getBeanProvider(CaseDescriber.class),
            this.cases);

    @Test
    void asksNobodyAboutACaseOfAnotherType() {
        CaseDescriber own = add("own", "leave", "outing");
        CaseDescriber other = add("other", "reflection");
        recorded("case1", "outing");
        given(own.mayRead("case1", "staff1")).willReturn(true);
        assertThat(this.describers.mayRead("case1", "staff1")).isTrue();
        assertThat(this.describers.mayRead("case1", "staff2")).isFalse();
        assertThat(this.describers.mayRead("none", "staff1")).isFalse();
        verify(other, never()).mayRead(anyString(), anyString());
    }

    @Test
    void saysWhichTypeNobodyDescribes() {
        add("other", "reflection");
        recorded("case1", "leave");
        assertThatIllegalStateException().isThrownBy(() -> this.describers.mayRead("case1", "staff1"))
            .withMessage("No module describes cases of the type leave");
    }

    @Test
    void refusesToStartWhereTwoDescribeOneType() {
        add("one", "leave");
        add("two", "leave", "outing");
        assertThatIllegalStateException().isThrownBy(this.describers::afterSingletonsInstantiated)
            .withMessageEndingWith("describes cases of the type leave");
    }

    private CaseDescriber add(String name, String... types) {
        CaseDescriber describer = mock(CaseDescriber.class);
        given(describer.caseTypes()).willReturn(Set.of(types));
        this.beans.addBean(name, describer);
        return describer;
    }

    private void recorded(String id, String type) {
        given(this.cases.find(id)).willReturn(Optional.of(new AuditCases.AuditCase(id, type, "", "", "", "", null, "",
                "", Instant.EPOCH, Instant.EPOCH, "", "", 1, "")));
    }

}
