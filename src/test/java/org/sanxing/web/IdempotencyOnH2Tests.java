package org.sanxing.web;

@ShellTest
class IdempotencyOnH2Tests extends IdempotencyContract {

}
