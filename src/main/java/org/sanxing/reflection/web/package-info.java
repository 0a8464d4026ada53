/**
 * Materials as pages and in the API; the views are also those of what is shown beside
 * one.
 */
@NamedInterface("web")
@NullMarked
package org.sanxing.reflection.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
