package org.sanxing.account;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tokens that are valid, the newest first. */
@Component
@Order(20)
class TokensInUse implements DeskItems {

    private final KeepTokens tokens;

    private final Organization organization;

    private final MessageSource messages;

    TokensInUse(KeepTokens tokens, Organization organization, MessageSource messages) {
        this.tokens = tokens;
        this.organization = organization;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "tokens";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SECURITY_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        List<Accounts.Token> all = this.tokens.list(account, null);
        List<Accounts.Token> newest = all.stream()
            .sorted(Comparator.comparing(Accounts.Token::createdAt).reversed())
            .limit(limit)
            .toList();
        Map<String, Person> people = this.organization
            .findAll(newest.stream().map(Accounts.Token::account).collect(Collectors.toSet()));
        return new Found(all.size(),
                newest.stream()
                    .map((one) -> new Item(
                            this.messages.getMessage("desk.tokens.item",
                                    new Object[] { people.containsKey(one.account()) ? people.get(one.account()).name()
                                            : one.account(), one.name() },
                                    LocaleContextHolder.getLocale()),
                            one.createdAt(), "/admin/accounts"))
                    .toList(),
                "/admin/accounts");
    }

}
