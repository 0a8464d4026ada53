/** The task list as it is kept: work items, their deadlines and who may act on them. */
@NamedInterface("list")
@NullMarked
package org.sanxing.tasks.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
