package org.sanxing.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.cache.ICacheManager;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What ten pages cost with other settings of the templates, in turn: processor time of
 * the thread that answers, all of the request included.
 */
@Tag("bench")
@ApplicationTest
class TemplatesBench {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ThymeleafViewResolver views;

    @Autowired
    private SpringTemplateEngine shipped;

    @Autowired
    private MessageSource messages;

    private record Look(String account, String path) {

    }

    @Test
    void tenPages() throws Exception {
        Map<String, ITemplateEngine> sides = new LinkedHashMap<>();
        sides.put("shipped", this.shipped);
        sides.put("Thymeleaf's own", engine(null, false));
        sides.put("all kept", engine(kept(), false));
        sides.put("compiled SpEL", engine(kept(), true));
        List<Look> pages = pages();
        for (int i = 0; i < 40; i++) {
            for (ITemplateEngine each : sides.values()) {
                look(each, pages);
            }
        }
        Report report = new Report("templates", "Page", "ms CPU: Thymeleaf's own", "all kept", "compiled", "shipped",
                "all kept to own", "compiled to own", "shipped to own");
        for (Look page : pages) {
            row(report, page.account() + " " + page.path().replaceAll("/[0-9a-f-]{36}", "/…"), sides, List.of(page));
        }
        row(report, "ten pages in turn", sides, pages);
    }

    private void row(Report report, String name, Map<String, ITemplateEngine> sides, List<Look> pages)
            throws Exception {
        Rounds rounds = Rounds.of(sides, (side) -> {
            look(side, pages);
            long begun = cpu();
            for (int i = 0; i < 20; i++) {
                look(side, pages);
            }
            return new double[] { (cpu() - begun) / 20e6 };
        });
        report.row(name, rounds.median(0, "Thymeleaf's own"), rounds.median(0, "all kept"),
                rounds.median(0, "compiled SpEL"), rounds.median(0, "shipped"),
                rounds.ratio(0, "all kept", "Thymeleaf's own"), rounds.ratio(0, "compiled SpEL", "Thymeleaf's own"),
                rounds.ratio(0, "shipped", "Thymeleaf's own"));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void look(ITemplateEngine engine, List<Look> pages) {
        if (this.views.getTemplateEngine() != engine) {
            this.views.setTemplateEngine((SpringTemplateEngine) engine);
            this.views.clearCache();
        }
        pages.forEach((page) -> this.office.as(page.account()).page(page.path()).html());
    }

    private ICacheManager kept() {
        StandardCacheManager kept = new StandardCacheManager();
        kept.setTemplateCacheMaxSize(2_000);
        kept.setExpressionCacheMaxSize(10_000);
        return kept;
    }

    /** As Spring Boot makes it. */
    private SpringTemplateEngine engine(@Nullable ICacheManager kept, boolean compiled) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolvers(this.shipped.getTemplateResolvers());
        engine.setTemplateEngineMessageSource(this.messages);
        this.shipped.getDialects()
            .stream()
            .filter((dialect) -> !(dialect instanceof SpringStandardDialect))
            .collect(Collectors.toCollection(LinkedHashSet::new))
            .forEach(engine::addDialect);
        if (kept != null) {
            engine.setCacheManager(kept);
        }
        engine.setEnableSpringELCompiler(compiled);
        return engine;
    }

    private List<Look> pages() {
        for (int i = 0; i < 20; i++) {
            this.materials.inReview("staff1");
        }
        Materials.Material first = this.materials.inReview("staff1");
        Materials.Material registered = this.materials.registered("staff1", "secretary1");
        for (int i = 0; i < 5; i++) {
            this.materials.registered("staff1", "secretary1");
        }
        String entry = this.jdbc.sql("select min(id) from ledger_entry where reflection_id = ?")
            .param(registered.id())
            .query(String.class)
            .single();
        return List.of(new Look("staff1", "/"), new Look("head1", "/tasks"),
                new Look("head1", "/tasks/" + first.taskId()), new Look("staff1", "/materials"),
                new Look("staff1", "/materials/" + registered.id()), new Look("secretary1", "/ledger"),
                new Look("secretary1", "/ledger/" + entry), new Look("staff1", "/notifications"),
                new Look("secretary1", "/campaigns"), new Look("auditor", "/trace/" + registered.id()));
    }

}
