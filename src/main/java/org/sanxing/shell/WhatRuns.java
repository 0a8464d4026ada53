package org.sanxing.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Role;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** What runs here, for whoever asks the maker for help. */
@Component
@Order(40)
class WhatRuns implements DeskItems {

    private final DataSource database;

    private final Build build;

    private final MessageSource messages;

    WhatRuns(DataSource database, Build build, MessageSource messages) {
        this.database = database;
        this.build = build;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "versions";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        List<Item> items = new ArrayList<>();
        String own = this.build.words();
        items.add(item("program", own.isEmpty() ? say("desk.versions.unpacked") : own));
        items.add(item("java", Runtime.version().toString()));
        items.add(item("database", database()));
        items.add(item("boot", SpringBootVersion.getVersion()));
        return new Found(items.size(), items, null);
    }

    private String database() {
        try {
            return JdbcUtils.extractDatabaseMetaData(this.database,
                    (about) -> about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
        }
        catch (MetaDataAccessException ex) {
            return "";
        }
    }

    private Item item(String what, String version) {
        return new Item(say("desk.versions.item", say("desk.versions." + what), version), null, null);
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

}
