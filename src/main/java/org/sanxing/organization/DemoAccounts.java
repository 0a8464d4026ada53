package org.sanxing.organization;

import java.util.List;

/**
 * As whom the demo may be tried out. There is a bean of it in the profile {@code demo}
 * alone, where everybody's password is known.
 */
public interface DemoAccounts {

    List<DemoAccount> accounts();

    String password();

    /**
     * @param roles message keys of what the person is
     */
    record DemoAccount(String account, List<String> roles) {

    }

}
