package org.sanxing.forms;

/** Forms for plain tests of other modules. */
public final class PlainForms {

    private PlainForms() {
    }

    public static Forms get() {
        return FormFixtures.FORMS;
    }

}
