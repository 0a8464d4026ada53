package org.sanxing.workflow;

import java.util.Map;

import org.springframework.stereotype.Component;

/** The models with which the application was started. */
@Component
public class ModelsInForce {

    private volatile Models models = new Models(Map.of());

    /** None before they are deployed. */
    public Models models() {
        return this.models;
    }

    void are(Models deployed) {
        this.models = deployed;
    }

}
