import CRM
import Kernel
import Storage

/// Why automation woke: one clause for the card, «задача № 14 завершена: Иван Петров».
enum EventReason {
    static func text(of event: any CRMEvent, by actor: Actor, in reader: any Reader) throws -> Text {
        let what = clause(type(of: event).kind.rawValue, event.payload)
        let who = try author(actor, in: reader)
        return EventReasonTexts.whatBy.with(["what": what, "who": who])
    }

    private static func clause(_ kind: String, _ payload: [String: Value]) -> Text {
        let number = Text(verbatim: (payload["task"] ?? payload["activity"] ?? .null).elements.first?.printable ?? "")
        let title = Text(verbatim: (payload["title"] ?? payload["subject"] ?? .null).printable)
        let isExpired = kind == "program_call.closed" && payload["state"] == .string(ProgramCall.State.expired.rawValue)
        return (EventReasonTexts.clauses[isExpired ? "program_call.expired" : kind] ?? EventReasonTexts.changed).with(["number": number, "title": title])
    }

    private static func author(_ actor: Actor, in reader: any Reader) throws -> Text {
        switch actor.origin {
        case .person, .system:
            guard let user = actor.user else { return EventReasonTexts.portal }
            return Text(verbatim: try UserStore.names(of: [user], in: reader)[user] ?? "№ \(user)")
        case .robot(let title, _, _): return EventReasonTexts.robot.with(["title": title])
        case .trigger(let title): return EventReasonTexts.trigger.with(["title": title])
        case .webForm(let title): return EventReasonTexts.form.with(["title": title])
        case .importer(let file): return EventReasonTexts.importer.with(["title": file])
        case .integration(let title): return EventReasonTexts.integration.with(["title": title])
        }
    }
}
