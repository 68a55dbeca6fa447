/** Settings that stand in files of their own. */
@NullMarked
package dev.gantry.service.files;

import org.jspecify.annotations.NullMarked;
