import Automation
import CRM
import Kernel

/// Whom a letter or SMS goes to. Stored names, never renamed.
enum MessageRecipient: String, CaseIterable {
    case client, contact, company, people, address

    static func parameters(of kind: Communication.Kind) -> [ParameterSpec] {
        let isMail = kind == .email
        return [
            ParameterSpec(
                "to", RobotTexts.to,
                .choice([
                    (client.rawValue, MessageTexts.client), (contact.rawValue, MessageTexts.contact),
                    (company.rawValue, MessageTexts.company), (people.rawValue, MessageTexts.people),
                    (address.rawValue, isMail ? MessageTexts.address : MessageTexts.number),
                ]), required: true, preset: .string(client.rawValue)),
            ParameterSpec(
                "people", MessageTexts.whichPeople, .people(single: !isMail), preset: [.string(PeopleSelector.responsible.stored)]),
            ParameterSpec("address", isMail ? MessageTexts.whichAddress : MessageTexts.whichNumber, .line),
        ]
    }

    /// What the choice of a recipient makes necessary.
    static func mistakes(in parameters: [String: JSONValue], of kind: Communication.Kind) -> [String: Text] {
        switch parameters["to"]?.string.flatMap(MessageRecipient.init) {
        case .address where parameters["address"]?.string?.allSatisfy(\.isWhitespace) ?? true:
            ["address": kind == .email ? MessageTexts.needsAddress : MessageTexts.needsNumber]
        case .people where parameters["people"]?.array?.isEmpty ?? (parameters["people"]?.string ?? "").isEmpty:
            ["people": MessageTexts.needsPeople]
        case .client, .contact, .company, .people, .address, nil: [:]
        }
    }

    /// Whether what is sent belongs into the client's history.
    var isClient: Bool { self != .people }
}

extension Step {
    var recipient: MessageRecipient {
        get throws { try choice("to").flatMap(MessageRecipient.init) ?? .client }
    }

    /// Where to send it: normalised, each once; empty when the receiver has no address.
    /// - Throws: `Failure` naming what was typed and is no address.
    func addresses(_ kind: Communication.Kind, _ items: ItemStore) throws -> [String] {
        let found: [String] =
            switch try recipient {
            case .client: try clientAddress(kind, items, among: { [$0.id] + $0.contacts + [$0.company].compactMap(\.self) })
            case .contact: try clientAddress(kind, items, among: \.contacts)
            case .company: try clientAddress(kind, items, among: { [$0.company].compactMap(\.self) })
            case .people: try addresses(ofPeople: kind)
            case .address: try typedAddresses(kind)
            }
        let unique = found.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if !unique.isEmpty { record("address", .string(unique.joined(separator: ", "))) }
        return unique
    }

    /// The first usable one: the item's own, then those of the items it is linked to; of phones a mobile one first.
    private func clientAddress(_ kind: Communication.Kind, _ items: ItemStore, among sources: (Item) -> [DocumentID]) throws -> [String] {
        let sources = sources(try item(of: .this, items))
        let loaded = try items.load(sources, in: transaction)
        for source in sources {
            guard let item = loaded[source], !item.isDeleted else { continue }
            let own = item.communications.filter { $0.kind == kind }
            let ordered = kind == .phone ? own.filter { $0.valueType == "MOBILE" } + own.filter { $0.valueType != "MOBILE" } : own
            if let address = ordered.lazy.compactMap({ kind.normalized($0.raw) }).first { return [address] }
        }
        return []
    }

    private func addresses(ofPeople kind: Communication.Kind) throws -> [String] {
        let people = try people("people")
        let known = try UserStore.users(people, in: transaction)
        return people.compactMap { known[$0] }.compactMap { user in
            let profile = user.profile
            let known = kind == .email ? [user.login] : [profile.mobilePhone, profile.workPhone]
            return known.lazy.compactMap(kind.normalized).first
        }
    }

    /// Several mail addresses may be separated by commas, semicolons or lines; a number is one.
    private func typedAddresses(_ kind: Communication.Kind) throws -> [String] {
        let text = try self.text("address")
        let parts = kind == .email ? text.split { ",;".contains($0) || $0.isNewline }.map(String.init) : [text]
        return try parts.filter { !$0.allSatisfy(\.isWhitespace) }.map { part in
            guard let address = kind.normalized(part) else {
                let shown = Text(verbatim: part)
                throw wrong(
                    "address", kind == .email ? MessageTexts.badAddress.with(["address": shown]) : MessageTexts.badNumber.with(["number": shown]))
            }
            return address
        }
    }
}

extension Communication.Kind {
    /// Nil when it is no address of this kind.
    fileprivate func normalized(_ text: String) -> String? {
        self == .email ? EmailAddress(text)?.normalized : PhoneNumber(text)?.normalized
    }
}
