/** Who may do what: the document that names tenants and keys. */
@NullMarked
package dev.gantry.contracts.access;

import org.jspecify.annotations.NullMarked;
