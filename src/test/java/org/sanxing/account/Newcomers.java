package org.sanxing.account;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

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
        this.mvc
            .perform(post("/api/v1/people").with(httpBasic("sysadmin", PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"account\":\"" + account + "\",\"name\":\"" + account + "\"}"))
            .andExpect(status().isCreated());
        this.jdbc.sql("""
                update account set must_change_password = false,
                    password_hash = (select a.password_hash from account a where a.account = 'sysadmin')
                where account = :account
                """).param("account", account).update();
        return account;
    }

    /** Other tests count who is here. */
    void leave() {
        this.jdbc.sql("update person set active = false where account like 'newcomer%x'").update();
    }

}
