package org.sanxing.organization;

/** A person in an answer of the API. */
public record PersonRef(String account, String name) {

}
