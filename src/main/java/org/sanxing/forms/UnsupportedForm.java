package org.sanxing.forms;

/** A form that cannot be used; the application does not start with it. */
public class UnsupportedForm extends RuntimeException {

    public UnsupportedForm(String file, String componentKey, String reason) {
        super("Form " + file + ", component '" + componentKey + "': " + reason);
    }

}
