package org.sanxing;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All that need PostgreSQL, one after the other in one JVM: each further one would start
 * a server and an application of its own for them. Each class can be run for itself.
 */
@Suite(failIfNoTests = false)
@SelectPackages("org.sanxing")
@IncludeClassNamePatterns(".*OnPostgresTests")
class AllPostgresTests {

}
