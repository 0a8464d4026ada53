/** Campaigns, their focus categories, milestones, who owes a material, and progress. */
@ApplicationModule(allowedDependencies = { "common", "organization", "calendar", "notification", "audit" })
@NullMarked
package org.sanxing.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
