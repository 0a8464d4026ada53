package org.sanxing.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class KeptExpressionsTests {

    private static final Pattern EXPRESSION = Pattern.compile("[$*#@~]\\{[^}]*\\}");

    @Autowired
    private SpringTemplateEngine templates;

    @Test
    void thoseOfAllTemplatesHaveRoom() throws IOException {
        Set<String> expressions = new HashSet<>();
        int files = 0;
        for (Resource each : new PathMatchingResourcePatternResolver()
            .getResources("classpath*:/templates/**/*.html")) {
            files++;
            EXPRESSION.matcher(each.getContentAsString(StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .forEach(expressions::add);
        }
        StandardCacheManager kept = (StandardCacheManager) this.templates.getCacheManager();

        assertThat(expressions).hasSizeGreaterThan(4000);
        // Each is kept as it was read, and once more as what it evaluates to.
        assertThat(kept.getExpressionCacheMaxSize()).isGreaterThan(2 * expressions.size());
        assertThat(kept.getTemplateCacheMaxSize()).isGreaterThan(5 * files);
    }

}
