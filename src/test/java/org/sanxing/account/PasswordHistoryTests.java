package org.sanxing.account;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** None of the last five comes back. */
@PeopleTest
@ActiveProfiles("demo")
class PasswordHistoryTests {

    private static final List<String> IN_TURN = List.of("Kf7w-Zr4-a1", "Kf7w-Zr4-b2", "Kf7w-Zr4-c3", "Kf7w-Zr4-d4",
            "Kf7w-Zr4-e5", "Kf7w-Zr4-f6", "Kf7w-Zr4-g7");

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @AfterEach
    void nobodyStays() {
        new Newcomers(this.mvc, this.jdbc).leave();
    }

    private ResultActions change(String account, String current, String password) throws Exception {
        return this.mvc.perform(post("/api/v1/me/password").with(httpBasic(account, current))
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"current\":\"" + current + "\",\"password\":\"" + password + "\"}"));
    }

    @Test
    void noneOfTheLastFiveComesBack() throws Exception {
        String me = new Newcomers(this.mvc, this.jdbc).person();
        String current = Newcomers.PASSWORD;
        for (String next : IN_TURN) {
            this.clock.pass(Duration.ofMinutes(1));
            change(me, current, next).andExpect(status().isNoContent());
            current = next;
        }
        for (String earlier : IN_TURN.subList(2, 6)) {
            change(me, current, earlier).andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("password"));
        }
        change(me, current, IN_TURN.get(0)).andExpect(status().isNoContent());
    }

}
