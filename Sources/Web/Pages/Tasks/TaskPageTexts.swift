import CRM
import Kernel

/// What the board and the list of tasks say.
enum TaskPageTexts {
    static let board = Text(ru: "Сроки", en: "Deadlines")
    static let list = Text(ru: "Список", en: "List")
    static let views = Text(ru: "Виды", en: "Views")
    static let roles = Text(ru: "Моя роль", en: "My role")
    static let doing = Text(ru: "Делаю", en: "Doing")
    static let helping = Text(ru: "Помогаю", en: "Helping")
    static let given = Text(ru: "Поручил", en: "Given")
    static let watching = Text(ru: "Наблюдаю", en: "Watching")
    static let favorite = Text(ru: "Избранные", en: "Favourites")
    static let all = Text(ru: "Все", en: "All")

    static let task = Text(ru: "Задача", en: "Task")
    static let state = Text(ru: "Состояние", en: "State")
    static let deadline = Text(ru: "Срок", en: "Deadline")
    static let author = Text(ru: "Постановщик", en: "Author")
    static let responsible = Text(ru: "Ответственный", en: "Responsible")
    static let crm = Text(ru: "CRM", en: "CRM")
    static let created = Text(ru: "Создана", en: "Created")
    static let changed = Text(ru: "Изменена", en: "Changed")
    static let important = Text(ru: "Важная задача", en: "Important")
    static let checkList = Text(ru: "Чек-лист", en: "Check list")
    static let column = Text(ru: "Колонка", en: "Column")

    static let search = Text(ru: "Найти задачу", en: "Find a task")
    static let openStates = Text(ru: "Незавершённые", en: "Not completed")
    static let allStates = Text(ru: "Все состояния", en: "All states")
    static let anyResponsible = Text(ru: "Любой ответственный", en: "Anyone responsible")
    static let newTask = Text(ru: "Новая задача", en: "New task")

    static let nothingFound = Text(ru: "Ничего не нашлось", en: "Nothing found")
    static let nothingFoundHint = Text(
        ru: "Таких задач нет. Измените слова или сбросьте фильтр.", en: "There are no such tasks. Change the words or reset the filter.")
    static let noTasks = Text(ru: "Задач нет", en: "No tasks")
    static let noTasksHint = Text(
        ru: "Здесь появятся задачи, которые вам поручат коллеги и роботы. Поставьте задачу себе или другому.",
        en: "Tasks that colleagues and robots give you will stand here. Give one to yourself or to somebody.")

    static let moved = Text(ru: "Перенесено: {column}", en: "Moved: {column}")
    static let noSuchColumn = Text(ru: "Такой колонки нет. Обновите страницу.", en: "There is no such column. Reload the page.")
    static let noDropThere = Text(
        ru: "Сделать задачу просроченной нельзя. Выберите другую колонку.",
        en: "A task cannot be made overdue. Choose another column.")

    /// «Просрочено 2 · на сегодня 3 · ждут моей проверки 1»
    static func lead(_ counters: TaskCounters) -> Text {
        if counters.overdue == 0, counters.today == 0, counters.toControl == 0 {
            return Text(ru: "Просроченных нет, на сегодня ничего не назначено", en: "Nothing is overdue or due today")
        }
        func line(_ parts: [(String, Int)]) -> String {
            let line = parts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " · ")
            return line.prefix(1).uppercased() + line.dropFirst()
        }
        return Text(
            ru: line([("просрочено", counters.overdue), ("на сегодня", counters.today), ("ждут моей проверки", counters.toControl)]),
            en: line([("overdue", counters.overdue), ("due today", counters.today), ("await my control", counters.toControl)]))
    }
}
