package org.sanxing.workflow;

/**
 * Models were deployed that differ from those before; told within the transaction, before
 * anything runs on them.
 */
public record ModelsDeployed(Models models) {

}
