@NullMarked
package dev.holdfast.audit.binlog;

import org.jspecify.annotations.NullMarked;
