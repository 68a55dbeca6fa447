/** Ed25519 signatures of what a platform publishes, and the keys that it trusts. */
@NullMarked
package dev.gantry.platform.signing;

import org.jspecify.annotations.NullMarked;
