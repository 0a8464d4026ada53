package org.sanxing.common;

/** The person may see the thing but not do this with it. */
public class Forbidden extends Refusal {

    public Forbidden(String code, Object... arguments) {
        super(Kind.FORBIDDEN, code, arguments);
    }

}
