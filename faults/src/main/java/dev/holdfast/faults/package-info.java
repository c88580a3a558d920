/** A campaign of faults: load, deaths and cuts at random times, and afterwards the auditor's verdict. */
@NullMarked
package dev.holdfast.faults;

import org.jspecify.annotations.NullMarked;
