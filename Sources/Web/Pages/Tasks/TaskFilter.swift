import CRM
import Kernel

/// Which tasks the page `/tasks` shows and how: everything lives in the address.
struct TaskFilter: Sendable {
    enum Look: String, Sendable, CaseIterable {
        case board, list

        var title: Text { self == .board ? TaskPageTexts.board : TaskPageTexts.list }
        var icon: Icon { self == .board ? .squareKanban : .list }
    }

    /// What the viewer is to the tasks.
    enum Whose: String, Sendable, CaseIterable {
        case doing, helping, given, watching, favorite, all

        var roles: Set<TaskRole>? {
            switch self {
            case .doing: [.responsible]
            case .helping: [.participant]
            case .given: [.author]
            case .watching: [.observer]
            case .favorite, .all: nil
            }
        }

        var title: Text {
            switch self {
            case .doing: TaskPageTexts.doing
            case .helping: TaskPageTexts.helping
            case .given: TaskPageTexts.given
            case .watching: TaskPageTexts.watching
            case .favorite: TaskPageTexts.favorite
            case .all: TaskPageTexts.all
            }
        }
    }

    static let pageSize = 50
    let look: Look
    let whose: Whose
    /// A state's raw value, `all`, or empty: everything open in the list, everything on the board.
    let state: String
    let responsible: UserID?
    let text: String
    let order: TaskOrder
    let page: Int
    private let fields: FormFields

    init(_ query: FormFields) {
        fields = query
        look = query["view"].flatMap(Look.init(rawValue:)) ?? .board
        whose = query["role"].flatMap(Whose.init(rawValue:)) ?? .doing
        let state = query["state"] ?? ""
        self.state = state == "all" || TaskState(rawValue: state) != nil ? state : ""
        responsible = query.id("responsible")
        text = query.text("q") ?? ""
        order = query["sort"].flatMap(TaskOrder.init(rawValue:)) ?? .deadline
        page = min(max(query.number("page") ?? 1, 1), 100_000)
    }

    var query: TaskQuery {
        var query = TaskQuery(roles: whose.roles, states: states)
        query.text = text
        query.isFavorite = whose == .favorite
        query.responsible = responsible
        return query
    }

    private var states: Set<TaskState>? {
        if let one = TaskState(rawValue: state) { return [one] }
        return look == .list && state.isEmpty ? TaskQuery.open : nil
    }

    var isNarrowed: Bool { !text.isEmpty || !state.isEmpty || responsible != nil }

    /// This page with some things changed; nil takes one away.
    func address(_ changes: [(String, String?)] = [], at path: String = "/tasks") -> String {
        var changed = fields.setting("page", nil).setting("limit", nil).setting("offset", nil)
        for (name, value) in changes { changed = changed.setting(name, value) }
        let query = changed.urlEncoded
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// What other controls of the filter form must not lose.
    var kept: [(name: String, value: String)] {
        fields.pairs.filter { ["view", "role", "sort"].contains($0.name) }
    }
}
