import Automation
import CRM
import Kernel
import Storage

/// How one of several people is chosen. Stored names, never renamed.
enum PersonChoice: String, CaseIterable {
    case first
    case turn
    case random
    case leastBusy = "least_busy"

    private var title: Text {
        switch self {
        case .first: Text(ru: "Конкретно: первый из списка", en: "The first of the list")
        case .turn: Text(ru: "Последовательно", en: "In turn")
        case .random: Text(ru: "Случайно", en: "At random")
        case .leastBusy: Text(ru: "Наименее занятый", en: "The least busy")
        }
    }

    static let parameter = ParameterSpec(
        "choice", Text(ru: "Как выбирать", en: "How to choose"), .choice(allCases.map { ($0.rawValue, $0.title) }), preset: "first",
        help: Text(
            ru: "Занятость — открытые задачи и незавершённые дела сотрудника.", en: "Busy with: open tasks and planned activities."))
}

extension Step {
    /// One of the people that a parameter means, chosen as the parameter `choice` says.
    func choosePerson(_ parameter: String) throws -> UserID {
        let people = try people(parameter)
        let chosen =
            switch try choice("choice").flatMap(PersonChoice.init) ?? .first {
            case .first: people[0]
            // A sequence of its own for every robot: it survives restarts and is never drawn twice.
            case .turn: people[Int(try transaction.nextVersion("turn:\(document.type):\(setting.id)") - 1) % people.count]
            case .random: people[Int(environment.setting.seed % UInt64(people.count))]
            case .leastBusy: try leastBusy(of: people)
            }
        record("chosen", .user(chosen))
        return chosen
    }

    /// Of equally busy people the first of the list.
    private func leastBusy(of people: [UserID]) throws -> UserID {
        let work = try Workload.open(of: people, in: transaction)
        return people.min { work[$0, default: 0] < work[$1, default: 0] } ?? people[0]
    }
}
