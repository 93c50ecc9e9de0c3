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
}
