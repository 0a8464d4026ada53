package org.sanxing.tasks.list;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.sanxing.common.OptionList;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.tasks.Items;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TaskFormsTests {

    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    @Test
    void aFormOffersTheListsItAsksForAndWhatTheHandlerKnows() {
        TaskHandler handler = mock(TaskHandler.class);
        FormSchema schema = mock(FormSchema.class);
        WorkItem item = Items.open("task1", "approveLeave", "case1", "staff1", "head1", "staff1", Instant.EPOCH);
        given(handler.kinds()).willReturn(Set.of("approveLeave"));
        given(handler.options(item)).willReturn(Map.of("branches", List.of(new Option("b1", "Own branch"))));
        given(schema.valuesKeys()).willReturn(Set.of("leaveTypes", "branches", "none"));
        this.beans.addBean("handler", handler);
        this.beans.addBean("types", new OptionList("leaveTypes", () -> Map.of("annual", "Annual leave")));
        this.beans.addBean("branches", new OptionList("branches", () -> Map.of("b2", "Another branch")));
        this.beans.addBean("people", new OptionList("people", () -> {
            throw new IllegalStateException("nobody asked");
        }));
        TaskForms forms = new TaskForms(mock(Workflow.class), mock(Forms.class),
                new TaskHandlers(this.beans.getBeanProvider(TaskHandler.class)),
                this.beans.getBeanProvider(OptionList.class));
        assertThat(forms.options(item, schema)).containsExactlyInAnyOrderEntriesOf(Map.of("leaveTypes",
                List.of(new Option("annual", "Annual leave")), "branches", List.of(new Option("b1", "Own branch"))));
    }

}
