package org.sanxing.workflow;

/**
 * What is wrong with a model.
 *
 * @param file its path
 * @param element id in the diagram, or path of the field; empty for the whole file
 * @param remedy what to change
 */
public record Fault(String file, String element, String what, String remedy) {

    /** One line for each of the two: what is wrong, and the remedy. */
    @Override
    public String toString() {
        return this.file + (this.element.isEmpty() ? "" : ", '" + this.element + "'") + ": " + this.what + "\n    -> "
                + this.remedy;
    }

}
