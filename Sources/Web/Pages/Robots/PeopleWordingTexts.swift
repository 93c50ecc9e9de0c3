import Kernel

/// How people selectors are called.
enum PeopleWordingTexts {
    static let responsible = Text(ru: "Ответственный менеджер", en: "Responsible manager")
    static let supervisor = Text(ru: "Руководитель ответственного", en: "Supervisor of the responsible")
    static let author = Text(ru: "Автор", en: "Author")
    static let ofField = Text(ru: "Поле «{field}»", en: "Field “{field}”")
    static let withBelow = Text(ru: "Все сотрудники отдела с подотделами", en: "Everybody, sub-departments included")
    static let department = Text(ru: "Сотрудники отдела", en: "People of the department")
    static let departmentWithBelow = Text(ru: "{department} с подотделами", en: "{department} with sub-departments")
    static let dismissed = Text(ru: "уволен", en: "dismissed")
    static let roleOf = Text(ru: "{role} ({people})", en: "{role} ({people})")
    static let vacant = Text(ru: "никто не назначен", en: "nobody is set")

    static let nobodyBehind = Text(
        ru: "За ролью «{role}» никто не стоит: назначьте человека в «Готовности портала».",
        en: "Nobody stands behind the role “{role}”: set a person in “Portal readiness”.")
    static let personGone = Text(
        ru: "{person} больше не работает: выберите другого.", en: "{person} does not work here any more: choose another.")
    static let departmentGone = Text(ru: "Отдела № {id} больше нет: выберите другой.", en: "Department no. {id} does not exist: choose another.")
    static let departmentEmpty = Text(ru: "В отделе «{department}» никого нет.", en: "There is nobody in the department “{department}”.")
    static let constantGone = Text(ru: "Роли «{role}» больше нет: выберите другую.", en: "The role “{role}” does not exist: choose another.")
    static let unknown = Text(ru: "Непонятно, кто имеется в виду: «{text}».", en: "It is not clear who is meant: “{text}”.")
    static let noOne = Text(ru: "Не выбрано, кому: «{parameter}».", en: "Nobody is chosen: “{parameter}”.")
}
