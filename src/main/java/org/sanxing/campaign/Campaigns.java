package org.sanxing.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.NotFound;

/** Reads campaigns. Everybody with an account but a draft's outsiders may read them. */
public interface Campaigns {

    Optional<Campaign> find(String id);

    /**
     * @throws NotFound where there is none
     */
    default Campaign get(String id) {
        return find(id).orElseThrow(() -> new NotFound("campaign"));
    }

    /** The state alone; empty where there is no such campaign. */
    default Optional<Campaign.State> state(String id) {
        return find(id).map(Campaign::state);
    }

    /** The title alone; empty where there is no such campaign. */
    default Optional<String> title(String id) {
        return find(id).map(Campaign::title);
    }

    /** The categories alone, in their order; none where there is no such campaign. */
    default List<Campaign.Category> categories(String id) {
        return find(id).map(Campaign::categories).orElse(List.of());
    }

    /** The text of the notice of a campaign; empty where there is none. */
    String notice(String id);

    /** Titles by id but for drafts, the newest first, for lists. One statement. */
    Map<String, String> titles();

    /**
     * Titles, and names of categories by id, but for drafts, for lists. One statement.
     */
    Names names();

    /** The open campaigns in which the person owes a material, the nearest end first. */
    List<Campaign> owedBy(String account);

    /** Whether the campaign names the person (responsibility list). */
    boolean names(String campaignId, String account);

    record Names(Map<String, String> titles, Map<String, String> categories) {

    }

}
