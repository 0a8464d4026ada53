package org.sanxing;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All that need a browser, one after the other in one JVM: two would start a second
 * application and a second browser for them. Each class can be run for itself. In the
 * order of their names: the stories come before those that leave work in the lists.
 */
@Suite(failIfNoTests = false)
@SelectPackages("org.sanxing.browser")
@IncludeClassNamePatterns(".*Tests")
@ConfigurationParameter(key = "junit.jupiter.testclass.order.default",
        value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class AllBrowserTests {

}
