package org.sanxing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dates that no database holds are refused with the field's name, never an error of ours.
 */
@ApplicationTest
class ExtremeDatesTests {

    @Autowired
    private Office office;

    @ParameterizedTest
    @ValueSource(strings = { "/ledger/entries?dueTo=", "/ledger/entries?dueFrom=", "/audit/events?from=",
            "/audit/events?to=", "/tasks?dueTo=" })
    void areRefusedByTheApi(String path) {
        for (String date : new String[] { "%2B999999999-12-31", "-999999999-01-01", "%2B99999-01-01T00:00:00Z" }) {
            Office.Answer answer = this.office.as("auditor").get(path + date);
            assertThat(answer.status()).as(path + date).isBetween(400, 403);
            assertThat(this.office.as("secretary1").get(path + date).status()).as(path + date).isBetween(400, 403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/ledger?dueTo=", "/ledger?dueFrom=", "/trace?from=", "/tasks?dueTo=" })
    void areRefusedByThePages(String path) {
        assertThat(this.office.as("secretary1").page(path + "%2B999999999-12-31").status()).isBetween(400, 403);
        assertThat(this.office.as("auditor").page(path + "-999999999-12-31").status()).isBetween(400, 403);
    }

}
