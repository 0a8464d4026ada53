/** Measures, by hand: see src/docs/benchmarks.md. */
package org.sanxing.bench;
