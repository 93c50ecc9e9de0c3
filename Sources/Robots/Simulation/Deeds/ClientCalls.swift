import Automation
import CRM
import Kernel

/// The client calls and is answered, or not.
struct ClientCalls: Deed {
    let asks = DeedQuestion.nothing
    let portal: Portal
    let items: ItemStore
    let isMissed: Bool

    var kind: String { isMissed ? "missed_call" : "incoming_call" }
    var title: Text { isMissed ? DeedTexts.missed : DeedTexts.call }

    func carryOut(_ scene: Scene) throws -> Text {
        guard let item = try scene.youngest(items) else { throw Failure(.notFound, DeedTexts.nothingOpen) }
        guard let phone = try scene.client(of: item, items, \.phones) else { throw Failure(.notFound, DeedTexts.noPhone) }
        var report = CallReport(.incoming, phone: phone, outcome: isMissed ? .missed : .answered)
        report.durationSeconds = isMissed ? nil : 180
        _ = try scene.act(portal, as: scene.person(for: item)) { try Activity.registerCall(report, in: $0) }
        return (isMissed ? DeedTexts.missedCall : DeedTexts.called).with(["phone": phone])
    }
}
