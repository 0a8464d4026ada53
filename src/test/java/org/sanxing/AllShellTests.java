package org.sanxing;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The shell alone behind a port, started once for them. Each class can be run for itself.
 */
@Suite(failIfNoTests = false)
@SelectPackages("org.sanxing.shell")
@IncludeClassNamePatterns(".*\\.(IdempotencyOnH2|OpenApi|Limits|Layout|Errors)Tests")
class AllShellTests {

}
