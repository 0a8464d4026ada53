package org.sanxing.account;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Without the profile demo, on a database in which nobody has an account. */
@PeopleTest
@DirtiesContext
class SetUpTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    SetUpSecret secret;

    @Autowired
    Accounts accounts;

    @Autowired
    Organization organization;

    @Autowired
    MovableClock clock;

    @Test
    void createsTheThreeAdministratorsOnceAndIsGone() throws Exception {
        String right = this.secret.renew();
        this.mvc.perform(get("/")).andExpect(redirectedUrl("/setup"));
        this.mvc.perform(get("/sign-in")).andExpect(redirectedUrl("/setup"));
        this.mvc.perform(get("/tasks").header("HX-Request", "true"))
            .andExpect(header().string("HX-Redirect", "/setup"));
        this.mvc.perform(get("/api/v1/me").accept(MediaType.APPLICATION_JSON)).andExpect(status().isUnauthorized());
        this.mvc.perform(get("/setup"))
            .andExpect(status().isOk())
            .andExpect(content().string(containsString("首次设置")))
            .andExpect(content().string(not(containsString(right))));
        this.mvc.perform(form(right, "admin1", "admin2", "admin3").with(csrf().useInvalidToken()))
            .andExpect(redirectedUrl("/sign-in?expired"));

        this.mvc.perform(form("wrong", "admin1", "admin2", "admin3").with(csrf()))
            .andExpect(status().isOk())
            .andExpect(content().string(containsString("一次性口令不正确")))
            .andExpect(content().string(containsString("value=\"admin2\"")));
        this.mvc.perform(form(right, "admin1", "admin1", "admin3").with(csrf()))
            .andExpect(content().string(containsString("这个账号已有人使用")));
        assertThat(this.accounts.none()).isTrue();

        String shown = this.mvc.perform(form(right, "admin1", "admin2", "admin3").with(csrf()))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
        List<String> passwords = Pattern.compile("<code>([a-z0-9-]+)</code>")
            .matcher(shown)
            .results()
            .map((found) -> found.group(1))
            .toList();

        assertThat(passwords).doesNotHaveDuplicates().hasSize(3).allMatch((password) -> password.length() > 20);
        assertThat(this.organization.rolesOf("admin1")).containsExactly(Role.SYSTEM_ADMINISTRATOR);
        assertThat(this.organization.rolesOf("admin2")).containsExactly(Role.SECURITY_ADMINISTRATOR);
        assertThat(this.organization.rolesOf("admin3")).containsExactly(Role.AUDITOR);
        this.mvc.perform(get("/setup")).andExpect(status().isNotFound());
        this.mvc.perform(form(right, "admin4", "admin5", "admin6").with(csrf())).andExpect(status().isNotFound());
        this.mvc.perform(get("/")).andExpect(redirectedUrl("/sign-in"));
        for (int i = 0; i < passwords.size(); i++) {
            this.mvc.perform(get("/api/v1/me").with(httpBasic("admin" + (i + 1), passwords.get(i))))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("password-must-change")));
        }
    }

    @Test
    void slowsDownWhoGuessesTheSecret() {
        SetUpSecret guessed = new SetUpSecret(this.accounts, this.clock, new MockEnvironment());
        String right = guessed.renew();
        for (int i = 0; i < 3; i++) {
            assertThat(guessed.matches("guess")).isFalse();
        }

        assertThatExceptionOfType(TooManyFailures.class).isThrownBy(() -> guessed.matches(right));
    }

    private static MockHttpServletRequestBuilder form(String secret, String... accounts) {
        MockHttpServletRequestBuilder form = post("/setup").param("secret", secret);
        for (int i = 0; i < accounts.length; i++) {
            form.param("administrators[" + i + "].account", accounts[i])
                .param("administrators[" + i + "].name", "管理员" + i);
        }
        return form;
    }

}
