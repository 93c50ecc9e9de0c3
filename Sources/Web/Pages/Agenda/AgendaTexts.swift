import CRM
import Kernel

/// What the «Дела» view says.
enum AgendaTexts {
    static let nothing = Text(ru: "Ничего", en: "Nothing")
    static let allDone = Text(ru: "Ничего не просрочено", en: "Nothing is overdue")
    static let everythingPlanned = Text(ru: "У каждого есть следующий шаг", en: "Everything has a next step")
    static let more = Text(ru: "Показать ещё", en: "Show more")
}

extension AgendaColumn {
    var title: Text {
        switch self {
        case .overdue: Text(ru: "Просрочено", en: "Overdue")
        case .today: Text(ru: "Сегодня", en: "Today")
        case .tomorrow: Text(ru: "Завтра", en: "Tomorrow")
        case .week: Text(ru: "На неделе", en: "This week")
        case .later: Text(ru: "Позже", en: "Later")
        case .none: Text(ru: "Без дел", en: "Nothing planned")
        }
    }

    /// Red is late, green is today; the others stay calm.
    var color: StageColor {
        switch self {
        case .overdue: StageColor("#e8685c")
        case .today: StageColor("#2a9d5c")
        case .tomorrow: StageColor("#3b82d6")
        case .week: StageColor("#7b8fb0")
        case .later, .none: .neutral
        }
    }
}
