import Kernel

enum StructureTexts {
    static let add = Text(ru: "Добавить отдел", en: "Add a department")
    static let addBelow = Text(ru: "Подотдел", en: "Sub-department")
    static let newTitle = Text(ru: "Новый отдел", en: "New department")
    static let name = Text(ru: "Название", en: "Name")
    static let parent = Text(ru: "Вышестоящий отдел", en: "Parent department")
    static let top = Text(ru: "Верхний уровень", en: "Top level")
    static let head = Text(ru: "Руководитель", en: "Head")
    static let headHelp = Text(ru: "Ему приходит «Контроль» по работе отдела.", en: "Gets Control about the department's work.")
    static let noHead = Text(ru: "Руководитель не назначен", en: "No head")
    static let members = Text(ru: "Сотрудники отдела", en: "Members")
    static let empty = Text(ru: "Отделов пока нет", en: "No departments yet")
    static let emptyHint = Text(
        ru: "Создайте отдел и назначьте руководителя: без него «Контроль» приходит администраторам.",
        en: "Make a department and name its head: without one, Control goes to the administrators.")
    static let nobody = Text(ru: "Сотрудников нет", en: "Nobody yet")
    static let outside = Text(ru: "Без отдела", en: "Without a department")
    static let deleteHint = Text(ru: "Сотрудники останутся в портале и в других своих отделах.", en: "People stay in the portal and in their other departments.")
    static let deleted = Text(ru: "Отдел удалён", en: "The department is deleted")
    static let created = Text(ru: "Отдел создан", en: "The department is made")
}
