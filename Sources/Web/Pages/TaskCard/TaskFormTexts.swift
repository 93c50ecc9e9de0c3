import Kernel

/// The words of a task's form.
enum TaskFormTexts {
    static let new = Text(ru: "Новая задача", en: "New task")
    static let change = Text(ru: "Изменение задачи", en: "Edit the task")
    static let title = Text(ru: "Что сделать", en: "What is to be done")
    static let people = Text(ru: "Участники", en: "People")
    static let more = Text(ru: "Дополнительно", en: "More")
    static let give = Text(ru: "Поставить задачу", en: "Give the task")
    static let given = Text(ru: "Задача поставлена", en: "The task is given")
    static let controlled = Text(ru: "Принять работу после завершения", en: "Accept the work after completion")
    static let mayChangeDeadline = Text(ru: "Ответственный может менять срок", en: "The responsible may change the deadline")
    static let participantsHelp = Text(ru: "Помогают выполнить задачу", en: "Help to do the task")
    static let observersHelp = Text(ru: "Видят задачу и обсуждение", en: "See the task and its comments")
    static let planStart = Text(ru: "Начать по плану", en: "Planned start")
    static let planEnd = Text(ru: "Закончить по плану", en: "Planned end")
    static let checkListHelp = Text(ru: "Каждый пункт с новой строки", en: "One item per line")
    static let keptFiles = Text(ru: "Приложенные файлы", en: "Attached files")
    static let chooseResponsible = Text(ru: "Выберите ответственного.", en: "Choose who is responsible.")
    static let noSuchItem = Text(
        ru: "Такого элемента CRM нет, или у вас нет к нему доступа. Выберите другой.",
        en: "There is no such CRM item, or you have no access to it. Choose another.")
    static let authorOnly = Text(
        ru: "Изменить задачу может её постановщик. Попросите его.", en: "Only the author may edit the task. Ask them.")
    static let emptyItem = Text(ru: "Напишите пункт чек-листа.", en: "Write the check list item.")
    static let listChanged = Text(
        ru: "Чек-лист успели изменить. Обновите страницу и повторите.",
        en: "Somebody changed the check list meanwhile. Reload the page and try again.")
}
