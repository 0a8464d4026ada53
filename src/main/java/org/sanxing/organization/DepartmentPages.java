package org.sanxing.organization;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A department and its people, for everybody. */
@Controller
class DepartmentPages {

    private static final String HOME = "/departments";

    private final Organization organization;

    private final DepartmentDirectory directory;

    DepartmentPages(Organization organization, DepartmentDirectory directory) {
        this.organization = organization;
        this.directory = directory;
    }

    /** One's own; of those who are in none, the first. */
    @GetMapping(HOME)
    String own(@CurrentPerson Person me, Model model) {
        if (me.departmentId() != null) {
            return "redirect:" + HOME + "/" + me.departmentId();
        }
        return this.organization.departments()
            .stream()
            .findFirst()
            .map((department) -> "redirect:" + HOME + "/" + department.id())
            .orElse("redirect:/");
    }

    @GetMapping(HOME + "/{id}")
    String department(@PathVariable String id, Model model) {
        model.addAttribute("department", this.directory.of(id));
        model.addAttribute("departments", this.organization.departments());
        return "organization/colleagues";
    }

}
