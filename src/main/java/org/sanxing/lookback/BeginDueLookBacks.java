package org.sanxing.lookback;

import java.util.function.Function;

import org.sanxing.common.OneByOne;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Begins the look-backs whose date has come, each once. */
@Component
public class BeginDueLookBacks {

    private final PlanLookBack planLookBack;

    private final OneByOne oneByOne;

    BeginDueLookBacks(PlanLookBack planLookBack, OneByOne oneByOne) {
        this.planLookBack = planLookBack;
        this.oneByOne = oneByOne;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    public void sweep() {
        this.oneByOne.each("the beginning of look-back", this.planLookBack::lockDue, Function.identity(),
                this.planLookBack::begin);
    }

}
