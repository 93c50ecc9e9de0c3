import Kernel

/// What people read about the filters they keep.
enum SavedFilterTexts {
    static let title = Text(ru: "Сохранённые фильтры", en: "Saved filters")
    static let keepPresent = Text(ru: "Сохранить текущий фильтр", en: "Save the present filter")
    static let howToKeep = Text(
        ru: "Чтобы сохранить фильтр, задайте условия в списке и нажмите «Сохранить фильтр» под ними.",
        en: "To save a filter, set its conditions in the list and press “Save filter” below them.")
    static let name = Text(ru: "Название", en: "Name")
    static let nameOf = Text(ru: "Название фильтра «{name}»", en: "Name of the filter “{name}”")
    static let opensSection = Text(ru: "Открывать раздел с этим фильтром", en: "Open the section with this filter")
    static let notUsual = Text(ru: "Не открывать раздел с этим фильтром", en: "Do not open the section with this filter")
    static let forEverybody = Text(ru: "Для всех сотрудников", en: "For everybody")
    static let keep = Text(ru: "Сохранить", en: "Save")
    static let keepFilter = Text(ru: "Сохранить фильтр", en: "Save filter")
    static let kept = Text(ru: "Мои и общие фильтры", en: "My filters and those of everybody")
    static let none = Text(ru: "Сохранённых фильтров пока нет", en: "No saved filters yet")
    static let noneHint = Text(
        ru: "Здесь будут условия, которые вы ищете чаще всего.", en: "Conditions that you look for most often will stand here.")
    static let ofEverybody = Text(ru: "общий", en: "everybody's")
    static let usual = Text(ru: "открывается сразу", en: "opens at once")
    static let rename = Text(ru: "Сохранить название", en: "Save the name")
    static let apply = Text(ru: "Применить", en: "Apply")
    static let delete = Text(ru: "Удалить", en: "Delete")
    static let saved = Text(ru: "Фильтр сохранён.", en: "The filter is saved.")
    static let renamed = Text(ru: "Фильтр переименован.", en: "The filter is renamed.")
    static let defaultChanged = Text(ru: "Готово: фильтр по умолчанию изменён.", en: "Done: the default filter has changed.")
    static let deleted = Text(ru: "Фильтр удалён.", en: "The filter is deleted.")
}
