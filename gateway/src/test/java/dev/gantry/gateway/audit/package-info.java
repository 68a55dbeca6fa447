/** Tests of the job board and its HTTP face. */
@NullMarked
package dev.gantry.gateway.audit;

import org.jspecify.annotations.NullMarked;
