package org.sanxing.notification;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Nothing talks to the network while it holds rows and a connection. */
final class OutsideTransactions {

    private OutsideTransactions() {
    }

    static void check() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Nothing is sent inside a transaction");
        }
    }

}
