import Kernel
import Storage

/// In whose right a task is seen or changed.
package enum TaskAccess: Sendable {
    /// Robots and the portal itself: no right is asked.
    case portal
    /// A person; `people` are those below them in the company's structure (may contain themselves).
    case person(UserID, isAdministrator: Bool, people: Set<UserID>)

    /// A person together with everybody in the departments they head, and below those. The only way to a person's access:
    /// one made without the people below would show a head less in one place than in another.
    package static func reading(_ viewer: Viewer, in reader: any Reader) throws -> TaskAccess {
        if viewer.isAdministrator { return .person(viewer.user, isAdministrator: true, people: []) }
        return .person(viewer.user, isAdministrator: false, people: try DepartmentStore.peopleBelow(viewer.user, in: reader))
    }

    /// Whether there are people whose work they look after.
    package var isHead: Bool {
        switch self {
        case .portal: false
        case .person(_, let isAdministrator, let below): isAdministrator || !below.isEmpty
        }
    }

    package var user: UserID? {
        switch self {
        case .portal: nil
        case .person(let user, _, _): user
        }
    }
}

extension TaskItem {
    /// The roles in which `access` acts: its own ones, and the author's for administrators and heads of the task's people.
    package func roles(for access: TaskAccess) -> Set<TaskRole> {
        switch access {
        case .portal: return [.author, .responsible]
        case .person(let user, let isAdministrator, let below):
            let own = roles(of: user)
            let actsAsAuthor = isAdministrator || below.contains(responsible) || below.contains(author)
            return actsAsAuthor ? own.union([.author]) : own
        }
    }

    /// Whether somebody may see it: who takes part, heads of those who do, administrators.
    package func isVisible(to access: TaskAccess) -> Bool {
        switch access {
        case .portal: true
        case .person(let user, let isAdministrator, let below):
            isAdministrator || people.contains(user) || !below.isDisjoint(with: people)
        }
    }

    /// Everything that may be done now: the buttons of the card.
    package func actions(for access: TaskAccess) -> Set<TaskAction> {
        Set(TaskAction.allCases.filter { allows($0, for: access) })
    }

    package func allows(_ action: TaskAction, for access: TaskAccess) -> Bool {
        let roles = roles(for: access)
        switch action {
        case .start, .pause, .complete, .submit, .accept, .sendBack, .decline, .postpone, .reopen:
            return transition(action, as: roles) != nil
        case .edit, .delete: return roles.contains(.author)
        case .delegate: return state != .completed && !roles.isDisjoint(with: [.author, .responsible])
        case .changeDeadline:
            return state != .completed && (roles.contains(.author) || mayChangeDeadline && roles.contains(.responsible))
        case .tick: return !roles.isDisjoint(with: [.author, .responsible, .participant])
        case .comment: return isVisible(to: access)
        }
    }

    /// - Throws: `Failure.forbidden` naming who may.
    func require(_ action: TaskAction, for access: TaskAccess) throws {
        if allows(action, for: access) { return }
        throw Failure(.forbidden, TaskTexts.refusal(action, in: state), field: action.rawValue)
    }
}
