package org.sanxing;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Accounts and the organisation, one after the other in one JVM: the application without
 * the engine is started once for them. Each class can be run for itself.
 */
@Suite
@SelectPackages({ "org.sanxing.account", "org.sanxing.organization" })
@IncludeClassNamePatterns(".*Tests")
@ExcludeClassNamePatterns(".*OnPostgresTests")
class AllPeopleTests {

}
