import Kernel
import Storage

/// Who may do what with an item: in one place, so that every command asks the same way.
enum ItemAccess {
    /// Whose rights count: the given viewer's; else, for a person, those that follow from roles; nil for the
    /// portal itself, robots and imports (`Actor.needsRights`).
    static func viewer(_ given: Viewer?, _ command: Command) throws -> Viewer? {
        if let given { return given }
        guard command.actor.needsRights, let user = command.actor.user else { return nil }
        return try ViewerStore.viewer(for: user, in: command.transaction) ?? Viewer(user: user, isAdministrator: false)
    }

    /// - Throws: `Failure` `.notFound` for what the viewer may not even see, `.forbidden` otherwise.
    static func require(_ operation: Operation, _ item: Item, for viewer: Viewer?) throws {
        guard let viewer else { return }
        guard viewer.may(.read, item.entity, responsible: item.responsible) else { throw notFound(item.id) }
        guard viewer.may(operation, item.entity, responsible: item.responsible) else {
            throw Failure(.forbidden, operation == .delete ? ItemTexts.mayNotDelete : ItemTexts.mayNotChange)
        }
    }

    static func requireCreation(_ entity: EntityType, for viewer: Viewer?) throws {
        guard let viewer, viewer.scope(.create, of: entity) == .none else { return }
        throw Failure(.forbidden, ItemTexts.mayNotCreate.with(["entity": entity.pluralName]))
    }

    static func notFound(_ id: DocumentID) -> Failure {
        let name = id.entity?.name ?? Text(verbatim: "?")
        return Failure(.notFound, ItemTexts.notFound.with(["entity": name, "id": Text(verbatim: String(id.id))]))
    }
}

extension Viewer {
    /// The condition that leaves only what the viewer may see, with its argument appended; nil when that is everything.
    func condition(
        _ operation: Operation, on entity: EntityType, column: String, _ arguments: inout [any SQLConvertible],
        _ dialect: any Dialect
    ) -> String? {
        switch scope(operation, of: entity) {
        case .all: return nil
        case .none: return "1 = 0"
        case .own:
            arguments.append(user)
            return "\(column) = $\(arguments.count)"
        case .people(let people):
            arguments.append(people.sorted().jsonList())
            return dialect.isOneOf(column, parameter: "$\(arguments.count)")
        }
    }
}
