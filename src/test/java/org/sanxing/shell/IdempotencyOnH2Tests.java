package org.sanxing.shell;

@ShellTest
class IdempotencyOnH2Tests extends IdempotencyContract {

}
