package org.sanxing.tasks.list;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.sanxing.tasks.TaskHandler;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TaskHandlersTests {

    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    private final TaskHandlers handlers = new TaskHandlers(this.beans.getBeanProvider(TaskHandler.class));

    @Test
    void oneHandlerServesSeveralKinds() {
        TaskHandler one = add("one", "approve", "file");
        add("two", "decide");
        given(one.personal("file")).willReturn(true);
        assertThat(this.handlers.of("approve")).isSameAs(one);
        assertThat(this.handlers.of("file")).isSameAs(one);
        assertThat(this.handlers.all()).containsOnlyKeys("approve", "decide", "file");
        assertThat(this.handlers.personalKinds()).containsExactly("file");
    }

    @Test
    void refusesToStartWhereTwoHandlersClaimOneKind() {
        add("one", "approve", "file");
        add("two", "approve");
        assertThatIllegalStateException().isThrownBy(this.handlers::afterSingletonsInstantiated)
            .withMessageStartingWith("Both ")
            .withMessageEndingWith("handles tasks of the kind approve");
    }

    @Test
    void saysWhichKindNobodyHandles() {
        assertThatIllegalStateException().isThrownBy(() -> this.handlers.of("approve"))
            .withMessage("No module handles tasks of the kind approve");
    }

    private TaskHandler add(String name, String... kinds) {
        TaskHandler handler = mock(TaskHandler.class);
        given(handler.kinds()).willReturn(Set.of(kinds));
        this.beans.addBean(name, handler);
        return handler;
    }

}
