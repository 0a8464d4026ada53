package org.sanxing.organization;

import org.jspecify.annotations.Nullable;

/**
 * A unit of the organ (科室 / 委室); departments form a tree.
 *
 * @param parentId null at the top
 * @param head account of its head; null where vacant
 * @param supervisor account of the leader in charge; null where the parent's is (or
 * nobody)
 */
public record Department(String id, String name, @Nullable String parentId, @Nullable String head,
        @Nullable String supervisor) {

}
