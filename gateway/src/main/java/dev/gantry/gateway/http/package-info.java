/** What every answer of the gateway has in common: security headers, and the form of its errors outside Jakarta REST. */
@NullMarked
package dev.gantry.gateway.http;

import org.jspecify.annotations.NullMarked;
