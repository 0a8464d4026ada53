package org.sanxing;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * What changes a record of its own, and finds out: one database for them. Each class can
 * be run for itself.
 */
@Suite(failIfNoTests = false)
@SelectPackages("org.sanxing.audit")
@IncludeClassNamePatterns(".*(TamperOnH2|Evidence)Tests")
class AllRecordTests {

}
