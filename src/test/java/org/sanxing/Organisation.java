package org.sanxing;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changes the demo organisation as its administrators do, and puts it back: the context
 * is shared.
 */
public final class Organisation {

    private final Office office;

    private final JdbcClient jdbc;

    Organisation(Office office, ApplicationContext context) {
        this.office = office;
        this.jdbc = context.getBean(JdbcClient.class);
    }

    public String idOf(String department) {
        return department(department).path("id").asString();
    }

    public String branchOf(String account) {
        return this.jdbc.sql("select branch_id from person where account = :account")
            .param("account", account)
            .query(String.class)
            .single();
    }

    private JsonNode department(String name) {
        return this.office.as("sysadmin")
            .get("/departments")
            .ok()
            .path("items")
            .valueStream()
            .filter((item) -> item.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow();
    }

    /**
     * @param account null for nobody
     */
    public void head(String department, @Nullable String account) {
        change(department, "head", account);
    }

    public void supervisor(String department, @Nullable String account) {
        change(department, "supervisor", account);
    }

    private void change(String name, String what, @Nullable String account) {
        JsonNode before = department(name);
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("name", name);
        after.put("parent", before.path("parent").asString(null));
        after.put("head", before.path("head").path("account").asString(null));
        after.put("supervisor", before.path("supervisor").path("account").asString(null));
        after.put("sortOrder", before.path("sortOrder").asInt());
        after.put(what, account);
        confirm("secadmin", this.office.as("sysadmin").put("/departments/" + before.path("id").asString(), after));
    }

    /** What waits is confirmed by the second administrator. */
    public void confirm(String administrator, Office.Answer asked) {
        if (asked.ok().has("approval")) {
            this.office.as(administrator)
                .post("/approvals/" + asked.json().path("approval").asString() + "/confirm", null)
                .ok();
        }
    }

    public void revoke(String account, String role) {
        int status = this.office.as("secadmin").delete("/roles/" + account + "/" + role).status();
        if (status != 204) {
            throw new AssertionError("Revoking answered " + status);
        }
    }

    /**
     * @param branch id, for a role of a branch's committee; null otherwise
     */
    public void grant(String account, String role, @Nullable String branch) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("account", account, "role", role));
        body.put("branch", branch);
        confirm("sysadmin", this.office.as("secadmin").post("/roles", body));
    }

    /**
     * On leave, for a while: nobody comes back through the application, so this is
     * written into the table.
     */
    public void active(String account, boolean active) {
        this.jdbc.sql("update person set active = :active where account = :account")
            .param("active", active)
            .param("account", account)
            .update();
    }

}
