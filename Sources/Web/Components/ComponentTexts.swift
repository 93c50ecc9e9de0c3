import Kernel

/// What the components say by themselves.
enum ComponentTexts {
    static let close = Text(ru: "Закрыть", en: "Close")
    static let cancel = Text(ru: "Отмена", en: "Cancel")
    static let remove = Text(ru: "Убрать", en: "Remove")
    static let search = Text(ru: "Найти", en: "Search")
    static let insertField = Text(ru: "Вставить поле", en: "Insert a field")
    static let dropFiles = Text(ru: "или перетащите сюда", en: "or drop here")
    static let uploading = Text(ru: "Отправка файла", en: "Uploading")

    static let findPerson = Text(ru: "Кого назначить?", en: "Find a person")
    static let nobodyFound = Text(ru: "Никого не нашлось", en: "Nobody found")
    static let recent = Text(ru: "Недавние", en: "Recent")
    static let peopleAndDepartments = Text(ru: "Сотрудники и отделы", en: "People and departments")
    static let roles = Text(ru: "Роли", en: "Roles")

    static let pages = Text(ru: "Страницы", en: "Pages")
    static let previousPage = Text(ru: "Предыдущая страница", en: "Previous page")
    static let nextPage = Text(ru: "Следующая страница", en: "Next page")
    static let shownRange = Text(ru: "{first}–{last} из {total}", en: "{first}–{last} of {total}")
    static let breadcrumbs = Text(ru: "Путь", en: "Breadcrumbs")
    static let more = Text(ru: "Ещё", en: "More")

    static let stages = Text(ru: "Стадии", en: "Stages")
    static let moveTo = Text(ru: "Перевести на «{stage}»", en: "Move to “{stage}”")
    static let quickAdd = Text(ru: "Быстрое добавление", en: "Quick add")
    static let loadMore = Text(ru: "Загрузка…", en: "Loading…")
    static let emptyColumn = Text(ru: "Здесь пока пусто", en: "Nothing here yet")
    static let paid = Text(ru: "Оплачено", en: "Paid")
    static let shipping = Text(ru: "Дата отгрузки", en: "Shipping date")

    static let overdue = Text(ru: "Есть просроченные дела", en: "Overdue activities")
    static let today = Text(ru: "Есть дело на сегодня", en: "An activity today")
    static let noActivity = Text(ru: "Дел не запланировано", en: "No activity planned")

    static let edit = Text(ru: "Изменить", en: "Edit")
    static let notFilled = Text(ru: "не заполнено", en: "not filled in")
    static let filters = Text(ru: "Фильтр", en: "Filter")
    static let apply = Text(ru: "Применить", en: "Apply")
    static let reset = Text(ru: "Сбросить", en: "Reset")

    static let addCondition = Text(ru: "Условие", en: "Condition")
    static let addGroup = Text(ru: "Группа условий", en: "Group of conditions")
    static let allGroups = Text(ru: "Выполнены все группы", en: "All groups hold")
    static let anyGroup = Text(ru: "Выполнена любая группа", en: "Any group holds")
    static let allConditions = Text(ru: "все условия", en: "all conditions")
    static let anyCondition = Text(ru: "любое условие", en: "any condition")
    static let inGroup = Text(ru: "В группе выполнены", en: "In the group hold")
    static let betweenGroups = Text(ru: "Между группами", en: "Between groups")
    static let chooseField = Text(ru: "Выберите поле", en: "Choose a field")
    static let conditionOperator = Text(ru: "Сравнение", en: "Comparison")
    static let conditionValue = Text(ru: "Значение", en: "Value")
    static let removeCondition = Text(ru: "Убрать условие", en: "Remove the condition")

    static let triggers = Text(ru: "Триггеры", en: "Triggers")
    static let robots = Text(ru: "Роботы", en: "Robots")
    static let add = Text(ru: "добавить", en: "add")
    static let change = Text(ru: "изменить", en: "edit")
    static let copy = Text(ru: "копировать", en: "copy")
    static let delete = Text(ru: "Удалить", en: "Delete")
    static let recipient = Text(ru: "кому:", en: "to:")
}
