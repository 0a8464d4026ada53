package org.sanxing.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.FileSystemUtils;

/**
 * One browser for all test classes of a JVM; a picture of what it showed when a test
 * fails.
 */
final class BrowserExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver, TestExecutionExceptionHandler {

    private static @Nullable Browser opened;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (opened == null) {
            Path profile = Files.createTempDirectory("sanxing-browser");
            Browser browser = new Browser(Chromium.open(profile));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                browser.close();
                try {
                    FileSystemUtils.deleteRecursively(profile);
                }
                catch (IOException left) {
                    // In the folder for temporary files.
                }
            }));
            opened = browser;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (opened != null) {
            opened.forget();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(opened);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browser browser = browser();
        String port = SpringExtension.getApplicationContext(context)
            .getEnvironment()
            .getRequiredProperty("local.server.port");
        browser.at("http://127.0.0.1:" + port);
        return browser;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        try {
            browser().picture("failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName());
        }
        catch (RuntimeException | IOException | AssertionError pictureFailed) {
            failure.addSuppressed(pictureFailed);
        }
        throw failure;
    }

}
