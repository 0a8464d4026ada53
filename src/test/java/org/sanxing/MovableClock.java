package org.sanxing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;

import org.camunda.bpm.engine.impl.util.ClockUtil;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A clock that ticks a millisecond with each look, and is moved by hand otherwise. The
 * engine goes by it too.
 */
public final class MovableClock extends Clock {

    /** A Monday, ten o'clock in Shanghai; no holiday near. */
    public static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant instant() {
        Instant tick = this.now.updateAndGet((before) -> before.plusMillis(1));
        ClockUtil.setCurrentTime(Date.from(tick));
        return tick;
    }

    public void move(Duration by) {
        this.now.updateAndGet((before) -> before.plus(by));
    }

    /** Back, too: a test of deadlines begins on a day it knows. */
    public void set(Instant to) {
        this.now.set(to);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {

        @Bean
        @Primary
        public MovableClock movableClock() {
            return new MovableClock();
        }

    }

}
