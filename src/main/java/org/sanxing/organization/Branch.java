package org.sanxing.organization;

/**
 * A party branch (党支部).
 *
 * @param code short, unique, part of the numbers of its ledger entries, e.g. {@code ZB1}
 */
public record Branch(String id, String name, String code) {

}
