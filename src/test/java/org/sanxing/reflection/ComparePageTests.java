package org.sanxing.reflection;

import java.util.Collections;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class ComparePageTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Test
    void showsWhoMayReadWhatChangedInTheTextAndSideBySide() {
        Material material = this.materials.returned("staff2");
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        content.put("experience", content.get("experience") + "今年起每周五<核对>一次台账。");
        Collections.reverse(Materials.rows(content));
        material.save(content).submit();
        String path = "/materials/" + material.id() + "/compare";
        assertThat(this.office.as("head1").page(path + "?from=1&to=2").html())
            .contains("<ins>今年起每周五&lt;核对&gt;一次台账。</ins>", "原问题 2")
            .contains("<select");
        assertThat(this.office.as("auditor").page(path + "?from=1&to=2&view=side").html())
            .contains("reflection-diff-sides");
        assertThat(this.office.as("staff2").page(path + "?from=2&to=1").html())
            .contains("<del>今年起每周五&lt;核对&gt;一次台账。</del>");
        assertThat(this.office.as("head1").page(path + "?from=2&to=2").html()).contains("内容相同");
        assertThat(this.office.as("staff1").page(path).status()).isEqualTo(404);
        assertThat(this.office.as("head1").page(path + "?from=1&to=9").status()).isEqualTo(404);
    }

    @Test
    void showsTheAuthorWhoCompared() {
        Material material = this.materials.returned("staff3");
        material.save(material.campaign().content("reflection-1.json")).submit();
        this.office.as("supervisor2").get(material.path()).refused(404);
        this.office.as("organiser2").page("/materials/" + material.id() + "/compare?from=1&to=2").html();
        assertThat(this.office.as("staff3").get(material.path()).ok().path("readers").toString())
            .contains("organiser2");
    }

}
