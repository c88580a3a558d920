/** The negative controls: bugs of the kind that the auditor has to find, put into the classes of a process as it loads them. */
@NullMarked
package dev.holdfast.faults.plant;

import org.jspecify.annotations.NullMarked;
