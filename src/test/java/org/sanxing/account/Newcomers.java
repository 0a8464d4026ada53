package org.sanxing.account;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * People whom no other test knows, with the password of the demo: what becomes of their
 * accounts disturbs nobody.
 */
record Newcomers(MockMvc mvc, JdbcClient jdbc) {

    static final String PASSWORD = "sanxing-demo";

    private static final AtomicInteger COUNT = new AtomicInteger();

    String person() throws Exception {
        String account = "newcomer" + COUNT.incrementAndGet() + "x";
        confirmed(post("/api/v1/people").contentType(MediaType.APPLICATION_JSON)
            .content("{\"account\":\"" + account + "\",\"name\":\"" + account + "\"}"), "sysadmin", "secadmin");
        this.jdbc.sql("""
                update account set must_change_password = false,
                    password_hash = (select a.password_hash from account a where a.account = 'sysadmin')
                where account = :account
                """).param("account", account).update();
        return account;
    }

    /**
     * What one administrator asks for and another confirms.
     * @return the initial password in its two halves, where there is one
     */
    String confirmed(MockHttpServletRequestBuilder asking, String asker, String confirmer) throws Exception {
        String asked = this.mvc.perform(asking.with(httpBasic(asker, PASSWORD)))
            .andExpect(status().isAccepted())
            .andReturn()
            .getResponse()
            .getContentAsString();
        String confirmed = this.mvc
            .perform(post("/api/v1/approvals/" + value("approval", asked) + "/confirm")
                .with(httpBasic(confirmer, PASSWORD)))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
        return value("secret", asked) + "-" + value("secret", confirmed);
    }

    private static String value(String name, String json) {
        return json.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    /** Other tests count who is here. */
    void leave() {
        this.jdbc.sql("update person set active = false where account like 'newcomer%x'").update();
    }

}
