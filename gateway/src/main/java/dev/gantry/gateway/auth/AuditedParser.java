package dev.gantry.gateway.auth;

import dev.gantry.contracts.GantryException;
import dev.gantry.contracts.audit.AuditedAccess;
import dev.gantry.contracts.audit.AuditedAccess.Outcome;
import dev.gantry.gateway.audit.AccessListener;
import dev.gantry.platform.store.Sha256;
import dev.gantry.service.files.Parser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Tells of each file that says who may what whether it was understood. */
final class AuditedParser {
    private final AccessListener listener;
    private final Clock clock;

    AuditedParser(AccessListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** Of an access document. */
    Parser<AccessBook> document(String setting, Parser<AccessBook> parser) {
        return contents -> tell(setting, Optional.of(Sha256.of(contents.get(0))), contents, parser, book -> book);
    }

    /** Of a file of keys. Its digest is not told, which a key that somebody has thought up could be guessed from. */
    Parser<KeyRing> keys(String setting, Parser<KeyRing> parser) {
        return contents -> tell(setting, Optional.empty(), contents, parser, keys -> new AccessBook(Map.of(), keys));
    }

    private <T> T tell(
            String setting,
            Optional<String> sha256,
            List<byte[]> contents,
            Parser<T> parser,
            Function<T, AccessBook> book) {
        try {
            T parsed = parser.parse(contents);
            AccessBook read = book.apply(parsed);
            listener.tell(new AuditedAccess(
                    clock.instant(),
                    setting,
                    Outcome.READ,
                    Optional.empty(),
                    sha256,
                    OptionalInt.of(read.tenants().size()),
                    OptionalInt.of(read.keys().entries().size())));
            return parsed;
        } catch (GantryException e) { // its message may repeat what stands in the file
            listener.tell(new AuditedAccess(
                    clock.instant(),
                    setting,
                    Outcome.REFUSED,
                    Optional.of(e.failure().code()),
                    sha256,
                    OptionalInt.empty(),
                    OptionalInt.empty()));
            throw e;
        }
    }
}
