package org.sanxing.organization;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a deputation can be limited to. The organisation knows neither tasks nor
 * campaigns: the modules that do each register one.
 */
public interface DeputyScopes {

    /** Kinds of tasks, by the name that people read; empty where the module has none. */
    default List<Choice> kinds(Locale locale) {
        return List.of();
    }

    /** Campaigns, the newest first; empty where the module has none. */
    default List<Choice> campaigns() {
        return List.of();
    }

    /**
     * @param offered whether it may be chosen now; otherwise it only lends its name to
     * what was chosen earlier
     */
    record Choice(String id, String name, @JsonIgnore boolean offered) {

    }

}
