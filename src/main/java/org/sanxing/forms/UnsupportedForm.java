package org.sanxing.forms;

import java.util.Locale;

import org.sanxing.common.FaultWords;
import org.sanxing.forms.FormSchema.Misfit;

/** A form that cannot be used; the application does not start with it. */
public class UnsupportedForm extends RuntimeException {

    private final Misfit misfit;

    public UnsupportedForm(String file, Misfit misfit) {
        super("Form " + file + ", component '" + misfit.path() + "': "
                + FaultWords.what(misfit.code(), misfit.arguments(), Locale.ENGLISH));
        this.misfit = misfit;
    }

    public Misfit misfit() {
        return this.misfit;
    }

}
