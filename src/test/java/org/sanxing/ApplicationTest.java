package org.sanxing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.sanxing.account.QuickPasswords;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole application with the demo organisation on a database in memory, one context
 * for all tests. They share its data: each works in a campaign of its own
 * ({@link Materials}), and puts back what it changes in the organisation. Time stands
 * still and is moved by the {@link MovableClock}; jobs and sweeps run by hand.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Listeners
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ActiveProfiles({ "demo", "test" })
@Import({ MovableClock.Configuration.class, Office.Configuration.class, QuickPasswords.class })
public @interface ApplicationTest {

}
