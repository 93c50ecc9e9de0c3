import Kernel

enum TaskTexts {
    static let waiting = Text(ru: "Ждёт выполнения", en: "Waiting")
    static let inProgress = Text(ru: "Выполняется", en: "In progress")
    static let awaitingControl = Text(ru: "Ждёт контроля", en: "Awaiting control")
    static let completed = Text(ru: "Завершена", en: "Completed")
    static let deferred = Text(ru: "Отложена", en: "Deferred")
    static let declined = Text(ru: "Отклонена", en: "Declined")

    static let columnOverdue = Text(ru: "Просрочены", en: "Overdue")
    static let columnToday = Text(ru: "Сегодня", en: "Today")
    static let columnThisWeek = Text(ru: "На этой неделе", en: "This week")
    static let columnNextWeek = Text(ru: "На следующей неделе", en: "Next week")
    static let columnLater = Text(ru: "Позже", en: "Later")
    static let columnWithoutDeadline = Text(ru: "Без срока", en: "No deadline")
    static let columnCompleted = Text(ru: "Завершены", en: "Completed")

    static let badTime = Text(
        ru: "Укажите затраченное время: от секунды до года.", en: "Give the time spent: from a second to a year.")
    static let longTimeNote = Text(ru: "Описание длиннее 5000 знаков, сократите его.", en: "The description is longer than 5,000 characters, shorten it.")
    static let linkCircle = Text(
        ru: "Так задачи ждали бы друг друга по кругу. Выберите другую предшествующую задачу.",
        en: "The tasks would wait for each other in a circle. Choose another task to come first.")
    static let noLink = Text(ru: "Между задачами нет такой зависимости.", en: "There is no such dependence between the tasks.")

    static let planHalf = Text(
        ru: "Укажите и начало, и окончание работы, или не указывайте ни того, ни другого.",
        en: "Give both the planned start and end, or neither.")
    static let planReversed = Text(
        ru: "Окончание должно быть позже начала.", en: "The planned end must be later than the start.")
    static let noTitle = Text(ru: "Назовите задачу.", en: "Give the task a title.")
    static let longTitle = Text(
        ru: "Название длиннее 500 знаков. Перенесите подробности в описание.",
        en: "The title is longer than 500 characters. Move the details to the description.")
    static let noResponsible = Text(ru: "Укажите ответственного.", en: "Choose who is responsible.")
    static let noAuthor = Text(ru: "Не указан постановщик задачи.", en: "The task has no author.")
    static let foreignAuthor = Text(
        ru: "Поставить задачу от чужого имени может только администратор.",
        en: "Only an administrator may give a task in another person's name.")
    static let notFound = Text(
        ru: "Задача не найдена: её удалили, или вы в ней не участвуете.",
        en: "There is no such task: it was deleted, or you take no part in it.")
    static let noParent = Text(ru: "Основная задача не найдена.", en: "The parent task does not exist.")
    static let parentLoop = Text(
        ru: "Задача не может быть подзадачей самой себя.", en: "A task cannot be a subtask of itself.")
    static let emptyCheckListItem = Text(ru: "Напишите пункт чек-листа.", en: "Write the check list item.")
    static let noCheckListItem = Text(
        ru: "Такого пункта в чек-листе нет. Обновите страницу.",
        en: "The check list has no such item. Reload the page.")
    static let longCheckList = Text(
        ru: "В чек-листе уже 200 пунктов. Разделите задачу на подзадачи.",
        en: "The check list already has 200 items. Split the task into subtasks.")
    static let orderMismatch = Text(
        ru: "Чек-лист успели изменить. Обновите страницу и переставьте пункты ещё раз.",
        en: "Somebody changed the check list meanwhile. Reload the page and reorder again.")
    static let noReason = Text(ru: "Напишите, почему отклоняете задачу.", en: "Write why you decline the task.")
}
