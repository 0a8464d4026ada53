package org.sanxing.common;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * While the database is away, or its disk full, everybody fails for one reason: each
 * logger says it once a minute, and the log does not fill what room is left.
 */
@Component
class TroubleOnce extends TurboFilter implements InitializingBean, DisposableBean {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final ConcurrentMap<String, Long> said = new ConcurrentHashMap<>();

    @Override
    public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
            Object @Nullable [] arguments, @Nullable Throwable failure) {
        // SLF4J tells of an exception among the arguments later than it asks us.
        Throwable told = (failure != null) ? failure : (arguments != null && arguments.length > 0
                && arguments[arguments.length - 1] instanceof Throwable last) ? last : null;
        if (told == null || !level.isGreaterOrEqual(Level.WARN) || DatabaseTrouble.of(told) == null) {
            return FilterReply.NEUTRAL;
        }
        long now = System.nanoTime();
        Long last = this.said.putIfAbsent(logger.getName(), now);
        boolean again = last != null && (now - last < PAUSE || !this.said.replace(logger.getName(), last, now));
        return again ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    @Override
    public void afterPropertiesSet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            start();
            context.addTurboFilter(this);
        }
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }

}
