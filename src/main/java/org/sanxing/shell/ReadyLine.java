package org.sanxing.shell;

import org.sanxing.organization.DemoAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last line of a start: where it can be opened and, in the demo, as whom. */
@Component
class ReadyLine {

    private static final Logger log = LoggerFactory.getLogger(ReadyLine.class);

    private final Environment environment;

    private final ObjectProvider<DemoAccounts> demo;

    ReadyLine(Environment environment, ObjectProvider<DemoAccounts> demo) {
        this.environment = environment;
        this.demo = demo;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void say() {
        String port = this.environment.getProperty("local.server.port");
        if (port != null) {
            log.info("Sanxing is ready: {}{}", address(port), hint());
        }
    }

    /** As this machine reaches it; others may need another name. */
    private String address(String port) {
        boolean encrypted = this.environment.containsProperty("server.ssl.key-store")
                || this.environment.containsProperty("server.ssl.certificate")
                || this.environment.containsProperty("server.ssl.bundle");
        return (encrypted ? "https" : "http") + "://localhost:" + port
                + this.environment.getProperty("server.servlet.context-path", "") + "/";
    }

    private String hint() {
        DemoAccounts accounts = this.demo.getIfAvailable();
        return (accounts != null) ? " (demo: sign in as head1 with the password " + accounts.password()
                + "; the sign-in page lists all accounts)" : "";
    }

}
