import Kernel
import Storage

/// Which tasks a list or board shows.
package struct TaskQuery: Sendable {
    /// Whose tasks: делаю `[.responsible]`, помогаю `[.participant]`, поручил `[.author]`, наблюдаю `[.observer]`; nil for all that
    /// the viewer may see.
    package var roles: Set<TaskRole>?
    /// Nil for every state.
    package var states: Set<TaskState>?
    package var responsible: UserID?
    package var item: DocumentID?
    /// Only those that the viewer has marked with a star.
    package var isFavorite = false
    /// Words in title and description, any case; empty finds all.
    package var text = ""

    package init(roles: Set<TaskRole>? = nil, states: Set<TaskState>? = nil) {
        self.roles = roles
        self.states = states
    }

    /// States in which something is still expected.
    package static let open = Set(TaskState.allCases.filter(\.isOpen))
}

/// In which order a list comes; ties by id.
package enum TaskOrder: String, Sendable, CaseIterable {
    /// The nearest deadline first, those without one last.
    case deadline
    case created = "created_at"
    case changed = "changed_at"
    case title
    /// As they came in, for exports.
    case entered = "id"

    var sql: String {
        switch self {
        case .deadline: "case when t.deadline is null then 1 else 0 end, t.deadline, t.id"
        case .created: "t.created_at desc, t.id desc"
        case .changed: "t.changed_at desc, t.id desc"
        case .title: "t.search, t.id"
        case .entered: "t.id"
        }
    }
}

/// The `where` of a query while it is put together, with its arguments in order.
struct TaskCondition {
    private var terms = ["t.deleted_at is null"]
    private(set) var arguments: [any SQLConvertible] = []
    var sql: String { terms.joined(separator: " and ") }

    init(_ query: TaskQuery, for access: TaskAccess, in reader: any Reader) {
        addVisibility(access, in: reader)
        if let roles = query.roles, let user = access.user { addRoles(roles, of: user) }
        if let states = query.states { addStates(states) }
        if let person = query.responsible { terms.append("t.responsible = \(bind(person))") }
        if let item = query.item { terms.append("t.id in (select task from task_items where item = \(bind(item)))") }
        if query.isFavorite, let user = access.user {
            terms.append("t.id in (select task from task_favorites where person = \(bind(user)))")
        }
        for word in query.text.lowercased().split(whereSeparator: \.isWhitespace).prefix(10) {
            terms.append("t.search like \(bind("%" + word.escapedForLike + "%")) escape '\\'")
        }
    }

    mutating func add(_ term: String) { terms.append(term) }

    /// The parameter that stands for a value.
    mutating func bind(_ value: any SQLConvertible) -> String {
        arguments.append(value)
        return "$\(arguments.count)"
    }

    private mutating func addVisibility(_ access: TaskAccess, in reader: any Reader) {
        switch access {
        case .portal, .person(_, isAdministrator: true, _): break
        case .person(let user, isAdministrator: false, let below):
            let people = bind(below.union([user]).jsonList())
            terms.append(
                "t.id in (select task from task_members where \(reader.dialect.isOneOf("person", parameter: people)))")
        }
    }

    private mutating func addRoles(_ roles: Set<TaskRole>, of user: UserID) {
        let names = roles.map(\.rawValue).sorted().map { bind($0) }.joined(separator: ", ")
        terms.append(
            roles.isEmpty
                ? "1 = 0"
                : "t.id in (select task from task_members where person = \(bind(user)) and role in (\(names)))")
    }

    private mutating func addStates(_ states: Set<TaskState>) {
        let names = states.map(\.rawValue).sorted().map { bind($0) }.joined(separator: ", ")
        terms.append(states.isEmpty ? "1 = 0" : "t.state in (\(names))")
    }
}

extension StringProtocol {
    /// The text as a literal part of a `like` pattern whose escape is a backslash.
    var escapedForLike: String {
        var result = ""
        for character in self {
            if character == "%" || character == "_" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
