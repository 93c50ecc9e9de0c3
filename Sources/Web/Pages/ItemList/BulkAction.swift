import CRM
import Kernel
import Storage

/// What is done with many items at once.
enum BulkAction: Sendable {
    enum Kind: String, Sendable { case move, assign, delete, restore }

    case move(String)
    case assign(UserID)
    case delete
    case restore

    /// So many items one command may touch: it holds the writer while it runs.
    static let limit = 500

    /// - Throws: `Failure` `.invalid` when the form names no action or no target.
    init(_ form: FormFields) throws {
        switch form.text("action").flatMap(Kind.init(rawValue:)) {
        case .move:
            guard let stage = form.text("to") else { throw Failure(.invalid, ItemListTexts.chooseTarget, field: "to") }
            self = .move(stage)
        case .assign:
            guard let person: UserID = form.id("person") else { throw Failure(.invalid, ItemListTexts.chooseWho, field: "person") }
            self = .assign(person)
        case .delete: self = .delete
        case .restore: self = .restore
        case nil: throw Failure(.invalid, ItemListTexts.chooseAction)
        }
    }

    /// One command for all; what is refused leaves the others alone.
    func carryOut(on ids: [DocumentID], _ items: ItemStore, for viewer: Viewer, _ command: Command) throws -> BulkReport {
        var report = BulkReport()
        for id in ids {
            do {
                try command.transaction.savepoint { try act(on: id, items, viewer, command) }
                report.done += 1
            } catch let failure as Failure {
                report.refused.append((id, failure.message))
            } catch let missing as MissingFields {
                report.refused.append((id, missing.failure.message))
            }
        }
        return report
    }

    private func act(on id: DocumentID, _ items: ItemStore, _ viewer: Viewer, _ command: Command) throws {
        switch self {
        case .move(let stage): try items.move(id, to: stage, for: viewer, command)
        case .assign(let person): try items.assign(id, to: person, for: viewer, command)
        case .delete: try items.delete(id, for: viewer, command)
        case .restore: try items.restore(id, for: viewer, command)
        }
    }
}

/// What came of it.
struct BulkReport: Sendable {
    var done = 0
    var refused: [(item: DocumentID, reason: Text)] = []
}
