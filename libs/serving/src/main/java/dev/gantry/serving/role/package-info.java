/** What each servable role promises, and how a loaded network is tried before it may answer. */
@NullMarked
package dev.gantry.serving.role;

import org.jspecify.annotations.NullMarked;
