import Kernel

/// What the page of a head's people says.
enum TeamTexts {
    static let title = Text(ru: "Моя команда", en: "My team")
    static let lead = Text(
        ru: "Что в работе и о чём могут забыть. Кто больше не успевает, тот выше.",
        en: "What is in work and what may be forgotten. Who falls behind most comes first.")
    static let person = Text(ru: "Сотрудник", en: "Person")
    static let everybody = Text(ru: "Вся команда", en: "The whole team")
    static let overdueTasks = Text(ru: "Просроченные задачи", en: "Overdue tasks")
    static let overdue = Text(ru: "Просрочено", en: "Overdue")
    static let unplanned = Text(ru: "Без дел", en: "Nothing planned")
    static let incoming = Text(ru: "Ждут ответа", en: "Await an answer")
    static let all = Text(ru: "Вся команда: {count}", en: "The whole team: {count}")
    static let nobody = Text(ru: "У вас нет подчинённых", en: "Nobody works under you")
    static let nobodyHint = Text(
        ru: "Здесь видна работа сотрудников отделов, которыми вы руководите. Руководителей назначают в «Структуре компании».",
        en: "Here you see the work of the departments that you head. Heads are named in the company's structure.")
}
