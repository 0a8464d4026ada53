package org.sanxing.browser;

import java.util.List;
import java.util.Map;

/** Materials that others have submitted before a test begins, made on the API. */
final class Materials {

    private final Browser browser;

    Materials(Browser browser) {
        this.browser = browser;
    }

    /**
     * @return the id of the material that now waits for its first reviewer
     */
    @SuppressWarnings("unchecked")
    String submit(String account, String experience) {
        Map<String, Object> campaign = ((List<Map<String, Object>>) this.browser.api(account, "GET", "/campaigns", null)
            .get("items")).stream().filter((each) -> "open".equals(each.get("state"))).findFirst().orElseThrow();
        String category = (String) ((List<Map<String, Object>>) campaign.get("categories")).get(0).get("id");
        String id = (String) this.browser.api(account, "POST", "/reflections", Map.of("campaignId", campaign.get("id")))
            .get("id");
        Map<String, Object> problem = Map.of("category", category, "manifestation", "两件事情办得晚了。", "cause", "没有列出时间表。",
                "measure", "列出时间表，按周核对。", "deadlineClass", "short", "underWay", false);
        this.browser.api(account, "PUT", "/reflections/" + id,
                Map.of("experience", experience, "problems", List.of(problem)));
        this.browser.api(account, "POST", "/reflections/" + id + "/submit", Map.of());
        return id;
    }

}
