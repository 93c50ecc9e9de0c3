import CRM
import Kernel
import Storage
import TestSupport

extension WebWorld {
    /// A task that the manager does for the head of sales, unless said otherwise.
    @discardableResult
    func task(
        _ title: String, author: UserID? = nil, responsible: UserID? = nil, deadline: String? = nil,
        _ change: @escaping @Sendable (inout TaskDraft) -> Void = { _ in }
    ) async throws -> TaskItemID {
        let (author, responsible) = (author ?? people.head, responsible ?? people.manager)
        let moment = try deadline.map { try company.moment($0) }
        return try await company.portal.perform(as: .person(author)) { command in
            var draft = TaskDraft(title: title, responsible: responsible)
            draft.author = author
            draft.deadline = moment
            change(&draft)
            return try TaskItem.create(draft, by: .portal, in: command)
        }
    }

    func found(_ id: TaskItemID) async throws -> TaskItem {
        try await company.portal.read { reader in try TaskItem.find(id, for: .portal, in: reader) }
    }

    func isDeleted(_ id: TaskItemID) async throws -> Bool {
        try await company.portal.read { reader in try TaskItem.isDeleted(id, in: reader) }
    }

    func comments(on id: TaskItemID) async throws -> [Comment] {
        try await company.portal.read { reader in try Comment.list(of: .task(id), in: reader) }
    }
}

extension Answer {
    /// The number of the task that a redirect leads to.
    var task: TaskItemID? { location.flatMap { TaskItemID($0.dropFirst("/tasks/".count)) } }
}
