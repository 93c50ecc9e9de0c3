import Kernel
import Storage

/// Files in the fields of items belong to those items: everybody who may see the item may download them, and the sweep keeps
/// them. Copies and conversions share a file, so each item that holds it is one of its owners.
package struct FileFieldListener: EventListener {
    package init() {}

    package func handle(_ event: any CRMEvent, in command: Command) throws {
        switch event {
        case let created as ItemCreated:
            for (code, value) in created.item.values { try link(value, to: created.item.id, code, command) }
        case let changed as ItemChanged:
            for change in changed.changes {
                let kept = Set(files(change.to))
                for file in files(change.from) where !kept.contains(file) {
                    try FileLinks.unlink(file, from: .field(changed.item.id, code: change.code.rawValue), in: command)
                }
                try link(change.to, to: changed.item.id, change.code, command)
            }
        default: return
        }
    }

    private func link(_ value: Value, to item: DocumentID, _ code: FieldCode, _ command: Command) throws {
        for file in files(value) { try FileLinks.link(file, to: .field(item, code: code.rawValue), in: command) }
    }

    private func files(_ value: Value) -> [FileID] {
        value.references.filter { $0.kind == .file }.map { FileID($0.id) }
    }
}
