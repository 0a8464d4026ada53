package org.sanxing;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Accounts, the organisation and who reaches what, one after the other in one JVM: the
 * application without the engine is started once for them. Each class can be run for
 * itself.
 */
@Suite(failIfNoTests = false)
@SelectPackages({ "org.sanxing.account", "org.sanxing.organization", "org.sanxing.shell" })
@IncludeClassNamePatterns({ ".*\\.(account|organization)\\..*Tests", ".*\\.SecurityTests" })
@ExcludeClassNamePatterns(".*OnPostgresTests")
class AllPeopleTests {

}
