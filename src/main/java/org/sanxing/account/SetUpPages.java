package org.sanxing.account;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Flash;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.organization.FoundOrganization;
import org.sanxing.organization.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that is there only while nobody has an account. */
@Controller
@RequestMapping("/setup")
class SetUpPages {

    private final SetUp setUp;

    private final SetUpSecret secret;

    SetUpPages(SetUp setUp, SetUpSecret secret) {
        this.setUp = setUp;
        this.secret = secret;
    }

    @GetMapping
    String form(Model model) {
        requireOpen();
        return page(new SetUpForm(), model);
    }

    @PostMapping
    String setUp(@ModelAttribute SetUpForm form, Model model, RedirectAttributes after) {
        requireOpen();
        try {
            this.setUp.execute(form.getSecret(), form.administrators());
            after.addFlashAttribute(Flash.ATTRIBUTE, Flash.of("account.setup.done"));
            return "redirect:/sign-in";
        }
        catch (InvalidInput | Conflict ex) {
            AccountPages.refused(ex, model);
            return page(form, model);
        }
    }

    private void requireOpen() {
        if (!this.secret.isOpen()) {
            throw new NotFound("page");
        }
    }

    private static String page(SetUpForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("roles", FoundOrganization.roles().stream().map(Role::id).toList());
        return "account/setup";
    }

    /** Bound by property path: {@code administrators[0].account}. */
    static class SetUpForm {

        private @Nullable String secret;

        private final List<Row> administrators = new ArrayList<>(List.of(new Row(), new Row(), new Row()));

        public @Nullable String getSecret() {
            return this.secret;
        }

        public void setSecret(@Nullable String secret) {
            this.secret = secret;
        }

        public List<Row> getAdministrators() {
            return this.administrators;
        }

        private List<SetUp.Administrator> administrators() {
            return this.administrators.stream()
                .limit(FoundOrganization.roles().size())
                .map((row) -> SetUp.Administrator.of(row.account, row.name, row.password, row.passwordAgain))
                .toList();
        }

    }

    static class Row {

        private @Nullable String account;

        private @Nullable String name;

        private @Nullable String password;

        private @Nullable String passwordAgain;

        public @Nullable String getAccount() {
            return this.account;
        }

        public void setAccount(@Nullable String account) {
            this.account = account;
        }

        public @Nullable String getName() {
            return this.name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public void setPassword(@Nullable String password) {
            this.password = password;
        }

        public void setPasswordAgain(@Nullable String passwordAgain) {
            this.passwordAgain = passwordAgain;
        }

    }

}
