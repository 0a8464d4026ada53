package org.sanxing.organization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a controller's {@link Person} parameter: the person who is signed in. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CurrentPerson {

    /** The attribute of the request in which whoever signs in keeps the person. */
    String ATTRIBUTE = "org.sanxing.organization.PERSON";

}
