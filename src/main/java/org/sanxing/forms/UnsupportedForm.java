package org.sanxing.forms;

import org.sanxing.forms.FormSchema.Misfit;

/** A form that cannot be used; the application does not start with it. */
public class UnsupportedForm extends RuntimeException {

    private final Misfit misfit;

    public UnsupportedForm(String file, String componentKey, String reason) {
        super("Form " + file + ", component '" + componentKey + "': " + reason);
        this.misfit = new Misfit(componentKey, reason, "change it in Camunda Modeler");
    }

    public Misfit misfit() {
        return this.misfit;
    }

}
