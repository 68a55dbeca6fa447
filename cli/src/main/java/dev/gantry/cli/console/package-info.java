/** How the command speaks to people and programs: text, JSON, progress and exit codes. */
@NullMarked
package dev.gantry.cli.console;

import org.jspecify.annotations.NullMarked;
