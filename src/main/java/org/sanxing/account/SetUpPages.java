package org.sanxing.account;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
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
        return page(new SetUpForm(null, null), model);
    }

    @PostMapping
    String setUp(@ModelAttribute SetUpForm form, Model model) {
        requireOpen();
        try {
            // Shown at once and never again: after a redirect they would have to be kept.
            model.addAttribute("passwords", this.setUp.execute(form.secret(), form.all()));
            model.addAttribute("administrators", form.all());
            model.addAttribute("roles", FoundOrganization.roles().stream().map(Role::id).toList());
            return "account/setup-done";
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
    record SetUpForm(@Nullable String secret, @Nullable List<@Nullable Row> administrators) {

        SetUpForm {
            List<@Nullable Row> rows = new ArrayList<>((administrators != null) ? administrators : List.of());
            while (rows.size() < FoundOrganization.roles().size()) {
                rows.add(null);
            }
            administrators = rows.stream()
                .limit(FoundOrganization.roles().size())
                .map((row) -> (row != null) ? row : new Row(null, null))
                .toList();
        }

        private List<SetUp.Administrator> all() {
            return this.administrators.stream().map((row) -> SetUp.Administrator.of(row.account, row.name)).toList();
        }

    }

    record Row(@Nullable String account, @Nullable String name) {

    }

}
