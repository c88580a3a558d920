@NullMarked
package dev.holdfast.benchmark.database;

import org.jspecify.annotations.NullMarked;
