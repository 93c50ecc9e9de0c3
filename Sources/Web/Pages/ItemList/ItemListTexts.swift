import Kernel

/// What lists and their bulk actions say.
enum ItemListTexts {
    static func found(_ count: Int) -> Text {
        Text(
            ru: "\(russianPlural(count, one: "Найден", few: "Найдено", many: "Найдено")) \(grouped(count))",
            en: "Found \(grouped(count))")
    }

    static let selectPage = Text(ru: "Выбрать все на странице", en: "Select all on this page")
    static let selected = Text(ru: "Выбрано:", en: "Selected:")
    static let wholeResult = Text(ru: "все найденные ({count})", en: "everything found ({count})")
    static let chooseStage = Text(ru: "Стадия…", en: "Stage…")
    static let choosePerson = Text(ru: "Ответственный…", en: "Responsible…")
    static let move = Text(ru: "Переместить", en: "Move")
    static let assign = Text(ru: "Назначить", en: "Hand over")
    static let delete = Text(ru: "В корзину", en: "To the bin")
    static let restore = Text(ru: "Восстановить", en: "Restore")
    static let columns = Text(ru: "Колонки", en: "Columns")
    static let applyColumns = Text(ru: "Показать", en: "Show")

    static let nothingFound = Text(ru: "Ничего не нашлось", en: "Nothing found")
    static let nothingFoundHint = Text(
        ru: "Смягчите условия фильтра или сбросьте его.", en: "Loosen the conditions of the filter or reset it.")
    static let resetFilter = Text(ru: "Сбросить фильтр", en: "Reset the filter")
    static let nothingYet = Text(ru: "Здесь пока пусто", en: "Nothing here yet")
    static let nothingYetHint = Text(
        ru: "Добавьте первую запись или загрузите список из файла.", en: "Add the first one or import a list from a file.")
    static let emptyBin = Text(ru: "Корзина пуста", en: "The bin is empty")

    static let chooseItems = Text(
        ru: "Ничего не выбрано. Отметьте строки и повторите.", en: "Nothing is selected. Tick some rows and try again.")
    static let chooseAction = Text(ru: "Выберите, что сделать с отмеченным.", en: "Choose what to do with the selection.")
    static let chooseTarget = Text(ru: "Выберите стадию из списка и повторите.", en: "Choose a stage from the list and try again.")
    static let chooseWho = Text(ru: "Выберите сотрудника из списка и повторите.", en: "Choose a person from the list and try again.")
    static let tooMany = Text(
        ru: "За один раз можно изменить не больше {limit}. Сузьте фильтр и повторите.",
        en: "At most {limit} can be changed at a time. Narrow the filter and try again.")
    static let reportTitle = Text(ru: "Результат", en: "Result")
    static let reportDone = Text(ru: "Выполнено: {done}. Не выполнено: {refused}.", en: "Done: {done}. Refused: {refused}.")
    static let done = Text(ru: "Готово: {done}", en: "Done: {done}")
    static let deleted = Text(
        ru: "Перенесено в корзину: {done}. Оттуда можно восстановить.", en: "Moved to the bin: {done}. They can be restored from there.")
    static let item = Text(ru: "Элемент", en: "Item")
    static let reason = Text(ru: "Почему не получилось", en: "Why it was refused")
    static let backToList = Text(ru: "Вернуться", en: "Back")
}
