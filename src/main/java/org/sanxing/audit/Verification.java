package org.sanxing.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param checkpoint null: none was due yet
 * @param failures at most {@link ChainVerifier#MOST_FAILURES}
 */
record Verification(boolean ok, long events, long chains, @Nullable Object checkpoint,
        List<ChainCheck.Failure> failures, Instant verifiedAt) {

}
