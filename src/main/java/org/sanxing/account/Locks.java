package org.sanxing.account;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who is locked out and may be helped. */
@Component
@Order(10)
class Locks implements DeskItems {

    private final SignInLimits limits;

    private final HelpBackIn help;

    private final Accounts accounts;

    private final Organization organization;

    private final MessageSource messages;

    Locks(SignInLimits limits, HelpBackIn help, Accounts accounts, Organization organization, MessageSource messages) {
        this.limits = limits;
        this.help = help;
        this.accounts = accounts;
        this.organization = organization;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "locks";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SECURITY_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        List<Locked> locked = of(account);
        return new Found(locked.size(),
                locked.stream()
                    .limit(limit)
                    .map((one) -> new Item(
                            this.messages.getMessage("desk.locks.item",
                                    new Object[] { one.person().name(), one.person().account(),
                                            one.blocked().failures() },
                                    LocaleContextHolder.getLocale()),
                            one.blocked().until(), "/admin/accounts"))
                    .toList(),
                "/admin/accounts");
    }

    List<Locked> of(String actor) {
        Map<String, SignInLimits.Blocked> blocked = this.limits.blocked();
        Map<String, SignInLimits.Blocked> names = new TreeMap<>();
        if (!blocked.isEmpty()) {
            for (String account : this.accounts.names()) {
                SignInLimits.Blocked one = blocked.get(this.limits.digest(account));
                if (one != null && this.help.mayHelp(actor, account)) {
                    names.put(account, one);
                }
            }
        }
        return this.organization.findAll(names.keySet())
            .values()
            .stream()
            .map((person) -> new Locked(person, names.get(person.account())))
            .toList();
    }

    record Locked(Person person, SignInLimits.Blocked blocked) {

    }

}
