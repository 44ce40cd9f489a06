package fr.sesame.cli;

import fr.sesame.account.HeldRecord;
import java.util.ArrayList;
import java.util.List;

/** Why a record has given no account, as a page for a support desk. */
final class HeldPage {
    private HeldPage() {}

    static List<String> lines(HeldRecord record, Speech speech, String contact) {
        List<String> lines = new ArrayList<>();
        lines.add(speech.say("held.title", record.key().source(), record.key().value()));
        lines.add(speech.say("held.none"));
        lines.add(speech.say(
                "held.reason",
                speech.say("colon"),
                speech.word("reason.", record.reason().word()),
                record.detail()));
        lines.add(speech.sayFirst(
                List.of("held.todo." + record.reason().word(), "held.todo"),
                record.key().source()));
        if (!contact.isEmpty()) {
            lines.add(speech.say("page.contact", speech.say("colon"), contact));
        }
        return lines;
    }
}
