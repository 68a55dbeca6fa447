/** How every service answers over HTTP: one JSON dialect, problem details, request metrics. */
@NullMarked
package dev.gantry.service.http;

import org.jspecify.annotations.NullMarked;
