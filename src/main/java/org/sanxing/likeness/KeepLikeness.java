package org.sanxing.likeness;

import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.ReflectionForms;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.Versions;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts each version into the index in the transaction that submits it, and those that
 * were submitted before there was an index, or by another method, one by one after the
 * start.
 */
@Component
public class KeepLikeness {

    private static final Logger log = LoggerFactory.getLogger(KeepLikeness.class);

    private final LikenessIndex index;

    private final ReflectionRepository reflections;

    private final Versions versions;

    private final ReflectionForms forms;

    private final TransactionTemplate transaction;

    KeepLikeness(LikenessIndex index, ReflectionRepository reflections, Versions versions, ReflectionForms forms,
            PlatformTransactionManager transactions) {
        this.index = index;
        this.reflections = reflections;
        this.versions = versions;
        this.forms = forms;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener
    void on(ReflectionEvent.Submitted event) {
        Reflection reflection = this.reflections.getById(event.reflectionId());
        put(new LikenessIndex.Newest(reflection.id(), reflection.campaignId(), reflection.author(), event.version()),
                event.version() == 1);
    }

    private void put(LikenessIndex.Newest newest, boolean first) {
        List<PlainText> texts = this.versions.find(newest.reflectionId(), newest.version())
            .map((frozen) -> texts(this.forms.content(frozen)))
            .orElse(List.of());
        this.index.put(newest, Winnowing.fingerprints(texts), first);
    }

    static List<PlainText> texts(ReflectionContent content) {
        return content.passages().stream().map((passage) -> PlainText.of(content.passage(passage, "passage"))).toList();
    }

    /**
     * Each material is a transaction of its own, so that nobody waits for long and a stop
     * loses nothing; two nodes share the work.
     * @return how many were put into the index
     */
    @Scheduled(initialDelayString = "${sanxing.likeness.delay:PT20S}",
            fixedDelayString = "${sanxing.likeness.delay:PT1H}")
    public int fill() {
        int filled = 0;
        while (Boolean.TRUE.equals(this.transaction.execute((status) -> fillOne()))) {
            filled++;
        }
        if (filled > 0) {
            log.info("The index of likeness has got {} materials", filled);
        }
        return filled;
    }

    private boolean fillOne() {
        Optional<LikenessIndex.Newest> missing = this.index.lockMissing();
        missing.ifPresent((newest) -> put(newest, false));
        return missing.isPresent();
    }

}
