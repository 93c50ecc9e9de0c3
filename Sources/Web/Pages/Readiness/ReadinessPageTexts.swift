import CRM
import Kernel

enum ReadinessPageTexts {
    static let ready = Text(ru: "Портал готов к работе", en: "The portal is ready")
    static let notReady = Text(ru: "Осталось немного", en: "Almost there")
    static let readyHint = Text(
        ru: "Все роли назначены, рабочее время и компания заполнены. Роботам есть кому ставить задачи.",
        en: "All roles are assigned, working time and company are set. Robots know whom to give tasks to.")
    static let notReadyHint = Text(
        ru: "Пока пункт не заполнен, робот, которому он нужен, сообщит об этом администратору и не сделает ничего лишнего.",
        en: "Until an entry is filled, a robot that needs it tells the administrator and does nothing wrong.")
    static let roles = Text(ru: "Роли процесса", en: "Roles of the process")
    static let time = Text(ru: "Рабочее время", en: "Working time")
    static let company = Text(ru: "Компания", en: "Company")
    static let people = Text(ru: "Сотрудники", en: "People")
    static let done = Text(ru: "Готово", en: "Done")
    static let missing = Text(ru: "Не заполнено", en: "Missing")
    static let fill = Text(ru: "Заполнить", en: "Fill in")
    static let robots = Text(ru: "Проверка роботов", en: "Check of the robots")
    static let see = Text(ru: "Посмотреть", en: "See")
    static let look = Text(ru: "Открыть", en: "Open")
    private static let sound = Text(ru: "Проверка ничего не нашла", en: "The check has found nothing")

    /// «2 ошибки, 1 предупреждение».
    static func findings(errors: Int, warnings: Int) -> Text {
        var parts: [Text] = []
        if errors > 0 {
            parts.append(
                Text(
                    ru: "\(errors) \(russianPlural(errors, one: "ошибка", few: "ошибки", many: "ошибок"))",
                    en: "\(errors) error\(errors == 1 ? "" : "s")"))
        }
        if warnings > 0 {
            parts.append(
                Text(
                    ru: "\(warnings) \(russianPlural(warnings, one: "предупреждение", few: "предупреждения", many: "предупреждений"))",
                    en: "\(warnings) warning\(warnings == 1 ? "" : "s")"))
        }
        return parts.isEmpty ? sound : .joined(parts, separator: ", ")
    }
}
