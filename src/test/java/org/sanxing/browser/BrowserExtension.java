package org.sanxing.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.FileSystemUtils;

/** One browser per test class; a picture of what it showed when a test fails. */
final class BrowserExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver, TestExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Path profile = Files.createTempDirectory("sanxing-browser");
        context.getStore(NAMESPACE).put("profile", profile);
        context.getStore(NAMESPACE).put("driver", new Browser(Chromium.open(profile)));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Browser browser = context.getStore(NAMESPACE).get("driver", Browser.class);
        if (browser != null) {
            browser.close();
        }
        FileSystemUtils.deleteRecursively(context.getStore(NAMESPACE).get("profile", Path.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browser browser = context.getStore(NAMESPACE).get("driver", Browser.class);
        String port = SpringExtension.getApplicationContext(context)
            .getEnvironment()
            .getRequiredProperty("local.server.port");
        browser.at("http://127.0.0.1:" + port);
        return browser;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        try {
            context.getStore(NAMESPACE)
                .get("driver", Browser.class)
                .picture("failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                        + context.getRequiredTestMethod().getName());
        }
        catch (RuntimeException | IOException pictureFailed) {
            failure.addSuppressed(pictureFailed);
        }
        throw failure;
    }

}
