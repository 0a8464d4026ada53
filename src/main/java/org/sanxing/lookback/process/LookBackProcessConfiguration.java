package org.sanxing.lookback.process;

import java.util.List;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.lookback.RecordLookBack;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.workflow.ProcessContract;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the diagram of looking back asks of the code. */
@Configuration(proxyBeanMethods = false)
class LookBackProcessConfiguration {

    @Bean
    ProcessContract lookBackProcessContract() {
        return LookBackProcess.contract();
    }

    @Bean
    JavaDelegate reopenEntryDelegate(RecordLookBack recordLookBack) {
        return (execution) -> recordLookBack.reopen(execution.getProcessBusinessKey());
    }

    @Bean
    @Order(34)
    NoticeEvents lookBackNotices() {
        return () -> List.of("lookBackBegun", "lookBackDue", "lookBackLate", "entryConsolidated", "entryRelapsed");
    }

}
